"""Files are read by their suffix and written wholly or not at all."""

from __future__ import annotations

import os
import pickle
import stat
import sys
from typing import TYPE_CHECKING

import pytest

from lzeval import codec
from lzeval.errors import InvalidFileError, UnknownNameError
from lzeval.model import Indicator, IndicatorTree
from lzeval.scoring import Evaluation

if TYPE_CHECKING:
    from pathlib import Path

TREE = IndicatorTree.of(Indicator("甲", code="A", weight=8))
YAML = "lzeval: 1\nkind: tree\nrows: [{code: A, name: 甲, weight: 8}]\n"
TOML = 'lzeval = "1"\nkind = "tree"\nrows = [{code = "A", name = "甲", weight = 8}]\n'


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("tree.json", codec.dumps(TREE)),
        ("TREE.JSON", codec.dumps(TREE)),
        ("marked.json", "\ufeff" + codec.dumps(TREE)),
        ("tree.yaml", YAML),
        ("tree.yml", YAML),
        ("tree.toml", TOML),
    ],
)
def test_the_suffix_tells_the_format(tmp_path: Path, name: str, text: str) -> None:
    """JSON, YAML and TOML are told apart by the name of the file."""
    path = tmp_path / name
    path.write_text(text, encoding="utf-8")
    assert TREE == codec.load(path)
    assert TREE == codec.load(str(path), expect=IndicatorTree)


def test_what_is_dumped_can_be_loaded(tmp_path: Path) -> None:
    """A file gives back what was written to it."""
    codec.dump(TREE, tmp_path / "tree.json")
    assert TREE == codec.load(tmp_path / "tree.json")
    assert codec.dumps(TREE).encode() == (tmp_path / "tree.json").read_bytes()


def test_an_unknown_suffix(tmp_path: Path) -> None:
    """A file whose name does not tell the format is refused."""
    path = tmp_path / "tree.txt"
    path.write_text(codec.dumps(TREE), encoding="utf-8")
    with pytest.raises(InvalidFileError) as caught:
        codec.load(path)
    assert str(path) == caught.value.subject
    assert "names end in .json, .toml, .yaml, .yml" in str(caught.value)


def test_a_file_that_is_no_text(tmp_path: Path) -> None:
    """Bytes that are not UTF-8 are refused with their place."""
    path = tmp_path / "tree.json"
    path.write_bytes('{"甲": 1}'.encode("gb18030"))
    with pytest.raises(InvalidFileError, match="byte 2: not text in UTF-8"):
        codec.load(path)


def test_a_file_that_is_not_there(tmp_path: Path) -> None:
    """Errors of the system are passed on as they are."""
    with pytest.raises(FileNotFoundError):
        codec.load(tmp_path / "none.json")
    with pytest.raises(FileNotFoundError):
        codec.load(tmp_path / "none.txt")
    with pytest.raises(FileNotFoundError):
        codec.dump(TREE, tmp_path / "no" / "tree.json")


def test_another_kind_than_expected(tmp_path: Path) -> None:
    """A file of another kind than asked for is refused by name."""
    codec.dump(TREE, tmp_path / "tree.json")
    with pytest.raises(InvalidFileError) as caught:
        codec.load(tmp_path / "tree.json", expect=Evaluation)
    assert (str(tmp_path / "tree.json"), "$.kind") == (
        caught.value.subject,
        caught.value.problems[0].place,
    )


def test_only_json_is_written(tmp_path: Path) -> None:
    """A file is not given a name that its content does not keep."""
    with pytest.raises(UnknownNameError, match=r"no format to write '\.yaml'"):
        codec.dump(TREE, tmp_path / "tree.yaml")
    assert [] == list(tmp_path.iterdir())


def test_a_value_that_cannot_be_written_leaves_the_file_alone(tmp_path: Path) -> None:
    """If writing fails, the old file is untouched and nothing else is left."""
    path = tmp_path / "tree.json"
    path.write_text("old", encoding="utf-8")
    with pytest.raises(TypeError):
        codec.dump("no tree", path)  # type: ignore[arg-type]
    assert "old" == path.read_text(encoding="utf-8")
    assert [path] == list(tmp_path.iterdir())


def test_a_target_that_cannot_be_replaced(tmp_path: Path) -> None:
    """If the last step fails, the half-done file is taken away again."""
    path = tmp_path / "tree.json"
    path.mkdir()
    with pytest.raises(OSError, match="irectory"):
        codec.dump(TREE, path)
    assert [path] == list(tmp_path.iterdir())


@pytest.mark.skipif(sys.platform == "win32", reason="has no such permissions")
def test_permissions_are_kept(tmp_path: Path) -> None:
    """A new file has the usual permissions; an old one keeps its own."""
    path = tmp_path / "tree.json"
    umask = os.umask(0o022)
    try:
        codec.dump(TREE, path)
        assert 0o644 == stat.S_IMODE(path.stat().st_mode)
        path.chmod(0o600)
        codec.dump(TREE, path)
    finally:
        os.umask(umask)
    assert 0o600 == stat.S_IMODE(path.stat().st_mode)


@pytest.mark.skipif(sys.platform == "win32", reason="needs rights to link")
def test_links_are_followed(tmp_path: Path) -> None:
    """A link stays a link; the file it leads to is replaced."""
    real, link = tmp_path / "real.json", tmp_path / "link.json"
    codec.dump(TREE, real)
    link.symlink_to(real)
    other = IndicatorTree.of(Indicator("乙"))
    codec.dump(other, link)
    assert link.is_symlink()
    assert other == codec.load(real)


def test_yaml_without_its_parser(monkeypatch: pytest.MonkeyPatch) -> None:
    """Who has not installed the extra is told its name."""
    monkeypatch.delitem(sys.modules, "lzeval.codec._yaml", raising=False)
    monkeypatch.setitem(sys.modules, "yaml", None)
    with pytest.raises(InvalidFileError, match=r"pip install 'lzeval\[yaml\]'"):
        codec.loads(YAML, format="yaml")


def test_the_error_survives_pickling() -> None:
    """The one error of a file can be sent to another process."""
    with pytest.raises(InvalidFileError) as caught:
        codec.loads("{}")
    copy = pickle.loads(pickle.dumps(caught.value))  # noqa: S301 - our own
    assert caught.value == copy
