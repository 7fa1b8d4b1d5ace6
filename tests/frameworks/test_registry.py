"""Editions are found by id, and one's own are read from files."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest

from lzeval import codec, frameworks
from lzeval.errors import InvalidFileError, UnknownNameError
from lzeval.frameworks import registry
from lzeval.model import Indicator, IndicatorTree
from lzeval.plugins import find
from lzeval.scoring import Framework


def test_names_are_ids() -> None:
    """Every name but the alias is the id of the edition it stands for."""
    assert "default" not in frameworks.names()
    assert sorted(frameworks.names()) == list(frameworks.names())
    for name in frameworks.names():
        assert name == frameworks.get(name).id


def test_the_case_has_its_own_edition() -> None:
    """The first-level weights of the 2022 report are data of its edition."""
    tree = frameworks.get("longchi-2022").tree
    assert tree is not None
    weights = {node.name: node.weight for node in tree if node.depth == 1}
    assert {"决策": 15, "过程": 20, "产出": 30, "效益": 35} == weights
    assert 20 == len(tree.leaves)


def test_the_usual_edition_is_one_of_them() -> None:
    """`default` is another name of an edition, which keeps its own id."""
    assert frameworks.get("default").id in frameworks.names()
    assert frameworks.get("default") is frameworks.get(frameworks.get("default").id)


def test_editions_are_read_once() -> None:
    """Asking twice gives the same object."""
    assert frameworks.get("longchi-2022") is frameworks.get("longchi-2022")


def test_an_unknown_id() -> None:
    """A typing error is answered with what it may have meant."""
    with pytest.raises(UnknownNameError, match="did you mean 'longchi-2022'"):
        frameworks.get("longchi-2002")


def test_the_module_has_nothing_else() -> None:
    """An entry point that names no edition fails as any missing name does."""
    assert "fallback" == getattr(registry, "no_such_edition", "fallback")
    assert isinstance(registry.longchi_2022, Framework)


def test_entry_points_lead_to_editions() -> None:
    """What is declared can be loaded."""
    for name in frameworks.names():
        assert frameworks.get(name) is find("lzeval.frameworks", name)


def test_every_file_is_declared() -> None:
    """An edition that lies in the folder can be asked for."""
    folder = Path(registry.__file__).parent / "data"
    assert {path.stem for path in folder.iterdir()} == set(frameworks.names())


def test_editions_in_force() -> None:
    """The old form ends the day before the measures of 2020 begin."""
    before = {edition.id for edition in frameworks.on(dt.date(2020, 2, 24))}
    after = {edition.id for edition in frameworks.on(dt.date(2020, 2, 25))}
    assert {"central-2017"} == before - after
    assert {"mof-2020-evaluation", "mof-2020-self"} == after - before
    assert "linear-reverse" in before & after  # no dates of its own


@pytest.mark.parametrize(
    "authority", ["湖北省财政厅", "Department of Finance of Hubei"]
)
def test_editions_of_an_authority(authority: str) -> None:
    """An authority is named in any language of the edition."""
    found = frameworks.on(dt.date(2022, 6, 30), authority)
    assert ["hubei-department-self"] == [edition.id for edition in found]


def own(**fields: object) -> Framework:
    """Make an edition of one's own."""
    return Framework(**{"id": "own-2023", "name": "本单位办法", **fields})  # type: ignore[arg-type]


def test_own_editions_come_from_files(tmp_path: Path) -> None:
    """A file of the kind framework is an edition."""
    codec.dump(own(), tmp_path / "own.json")
    assert own() == frameworks.load(tmp_path / "own.json")


def test_a_file_of_another_kind(tmp_path: Path) -> None:
    """A tree is no framework."""
    codec.dump(IndicatorTree.of(Indicator("甲")), tmp_path / "tree.json")
    with pytest.raises(InvalidFileError, match=r'\$\.kind: expected "framework"'):
        frameworks.load(tmp_path / "tree.json")


def test_a_folder_of_editions(tmp_path: Path) -> None:
    """A folder gives its editions by id, and leaves other files alone."""
    codec.dump(own(), tmp_path / "b.json")
    toml = 'lzeval = "1"\nkind = "framework"\nid = "county"\nname = "县办法"\n'
    (tmp_path / "a.toml").write_text(toml, encoding="utf-8")
    (tmp_path / "notes.txt").write_text("no edition", encoding="utf-8")
    (tmp_path / "old.json").mkdir()
    found = frameworks.load_folder(tmp_path)
    assert ["county", "own-2023"] == list(found)
    assert own() == found["own-2023"]


def test_all_faults_of_a_folder_are_in_one_error(tmp_path: Path) -> None:
    """Every file that is wrong, and every id that is used twice, is named at once."""
    codec.dump(own(), tmp_path / "a.json")
    codec.dump(own(name="另一办法"), tmp_path / "b.json")
    (tmp_path / "c.json").write_text("{}", encoding="utf-8")
    with pytest.raises(InvalidFileError) as caught:
        frameworks.load_folder(tmp_path)
    assert str(tmp_path) == caught.value.subject
    assert [
        "b.json: a second edition 'own-2023'",
        'c.json: $.lzeval: is missing; expected "1"',
        'c.json: $.kind: is missing; expected "framework"',
    ] == [str(problem) for problem in caught.value.problems]


def test_a_folder_that_is_not_there(tmp_path: Path) -> None:
    """Errors of the system are passed on as they are."""
    with pytest.raises(FileNotFoundError):
        frameworks.load_folder(tmp_path / "none")
