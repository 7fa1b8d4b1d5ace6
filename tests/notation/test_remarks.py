"""What is noticed while a cell is read, and what is refused."""

from __future__ import annotations

import pytest

from lzeval.errors import CellTooLongError
from lzeval.notation import Reading, ReadingKind, Remark, read_outcome, read_target


def noticed(reading: Reading) -> list[str]:
    """List the remarks of a reading."""
    return [remark.value for remark in reading.remarks]


@pytest.mark.parametrize(
    ("cells", "name", "remarks"),
    [
        ("≥50个", "", []),
        ("50个", "", []),
        ("2100", "享受资助人数", ["no-sign-no-unit"]),
        ("80000", "造林面积(亩)", ["unit-from-name"]),
        ("6070", "总投入(≥**万元)", ["unit-from-name", "sign-from-name"]),
        ("", "服务对象满意度100%", ["value-from-name"]),
        ("》50亩", "", ["sign-damaged"]),
        ("《5次", "", ["sign-damaged"]),
        ("^80%", "", ["sign-damaged"]),
        ("290%", "合格率", ["sign-damaged"]),
        ("90$", "", ["unit-damaged"]),
        ("290$", "合格率", ["unit-damaged", "sign-damaged"]),
        ("**个", "", ["placeholder"]),
        ("/", "", ["placeholder"]),
        ("(100字以内)", "满意度95%", ["template-hint"]),
        (["28.8万元", "%"], "", ["unit-mismatch"]),
        ("3期,50人", "", ["two-targets-in-one-cell"]),
        ("11月底完成100%", "", ["deadline-and-figure"]),
        ("约500人", "", ["approximate"]),
        ("500人左右", "", ["approximate"]),
        ("100余人", "", ["approximate"]),
        ("80%≤x<90%", "", ["open-end"]),
        ("125/150户", "", ["part-of-whole"]),
        ("20万元", "项目总成本", ["less-is-better"]),
        ("5%", "群众投诉率", ["less-is-better"]),
        ("5%", "能耗降低率", []),
        ("3起", "安全事故处置数量", []),
        ("3起", "安全事故", ["less-is-better"]),
        ("500元/人", "人均补助标准", ["fixed-standard"]),
        ("≤20万元", "项目总成本", []),
    ],
)
def test_targets(cells: str | list[str], name: str, remarks: list[str]) -> None:
    """A target says what was unusual about it."""
    assert remarks == noticed(read_target(cells, name=name))


@pytest.mark.parametrize(
    ("cell", "target", "remarks"),
    [
        ("90", "≤90万元", ["bare-actual"]),
        ("0.98", "≥95%", ["bare-actual", "fraction-for-percent"]),
        ("1", "100%", ["bare-actual", "fraction-for-percent"]),
        ("98", "≥95%", ["bare-actual"]),
        ("0", "≥95%", ["bare-actual"]),
        ("0.98", "≤5%", ["bare-actual"]),
        ("100人次", "100人", ["unit-mismatch"]),
        ("5200米", "5公里", []),
        ("50", "50", []),
        ("50", "效果明显", []),
        ("培训3期,150人", "≥100人", ["two-targets-in-one-cell"]),
        ("培训3期,150人", "≥100亩", ["two-targets-in-one-cell", "unit-mismatch"]),
        ("/", "100人", ["placeholder"]),
        ("290%", "90%", ["sign-damaged", "copied-bound"]),
        ("≥266米", "≥266米", ["copied-bound"]),
        ("266米", "≥266米", []),
    ],
)
def test_outcomes(cell: str, target: str, remarks: list[str]) -> None:
    """A result says what was unusual about it, and about it beside its target."""
    assert remarks == noticed(read_outcome(cell, name="合格率", target=target))


def test_digits_set_apart_by_blanks() -> None:
    """Single digits with blanks between them are joined."""
    assert ["blanks-in-number"] == noticed(read_target("≥ 3 5 0人"))


@pytest.mark.parametrize("cell", ["≥50个", "效果明显", "12月31日前", "/", "不适用"])
def test_text_is_kept(cell: str) -> None:
    """The original text stays with every kind of reading."""
    assert [f" {cell}"] * 2 == [
        read(f" {cell}").text for read in (read_target, read_outcome)
    ]


def test_text_of_neighbouring_cells() -> None:
    """The text of several cells is theirs, set apart by blanks."""
    assert "≥ 50 个" == read_target(["≥", "50", "个"]).text


@pytest.mark.parametrize(
    ("cells", "phrase"),
    [
        (" 效果明显 ", "效果明显"),
        ("定性 优良中低差", "优良中低差"),
        (["定性", "优 良", ""], "优 良"),
        (["不超过", "预算"], "不超过 预算"),
        (["效果明显", "%"], "效果明显"),
    ],
)
def test_phrases(cells: str | list[str], phrase: str) -> None:
    """Words are kept as printed."""
    assert phrase == read_target(cells).phrase


@pytest.mark.parametrize("read", [read_target, read_outcome])
@pytest.mark.parametrize("cells", [None, 50, ["≥", 50], ["≥", None]])
def test_other_types(read: object, cells: object) -> None:
    """What is no text is a misuse."""
    assert callable(read)
    with pytest.raises(TypeError):
        read(cells)


def test_longest_cell() -> None:
    """Ten thousand characters are read, one more is refused."""
    assert ReadingKind.QUALITATIVE is read_target("好" * 10_000).kind
    with pytest.raises(CellTooLongError, match="10001 characters; at most 10000"):
        read_target("好" * 10_001)
    with pytest.raises(CellTooLongError):
        read_outcome(["好" * 5_000, "好" * 5_001])


def test_every_remark_has_its_words() -> None:
    """Remarks are named as they are written in files."""
    names = [remark.name.lower().replace("_", "-") for remark in Remark]
    different = {"TWO_TARGETS"}
    assert different == {
        remark.name
        for remark, name in zip(Remark, names, strict=True)
        if remark.value != name
    }
