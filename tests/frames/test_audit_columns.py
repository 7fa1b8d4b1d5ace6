"""Audits of columns: what comes back, what is refused, and what the command says."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

import polars as pl
import pyarrow as pa
import pytest

from lzeval import frames
from lzeval.audit import checks
from lzeval.cli import main
from lzeval.errors import InvalidFrameError, UnknownNameError
from lzeval.forms import Form, FormRow

if TYPE_CHECKING:
    from pathlib import Path

ROWS = pl.DataFrame(
    {
        "evaluation": ["a", "a", "b"],
        "department": ["教育局", "教育局", "水利局"],
        "indicator": ["培训人数", "合格率", "新建渠道"],
        "weight": [60, 40, 100],
        "score": [60, 38, 100],
        "target": [100, 90, 12],
        "outcome": [98, 95, 12],
        "total": [100, 100, 100],
    }
)


def test_a_finding_has_its_proof() -> None:
    """98 of 100 people earn 58.80 of 60 points, where 60 are printed."""
    found = frames.audit(ROWS, select=["LZ202"], keep=["department"])
    assert [
        {
            "evaluation": "a",
            "indicator": "培训人数",
            "department": "教育局",
            "code": "LZ202",
            "check": "score-exceeds-proportional",
            "severity": "warning",
            "part": "row",
            "printed": Decimal("60.0000"),
            "low": Decimal("58.8000"),
            "high": Decimal("58.8000"),
        }
    ] == found.to_dicts()


def test_per_row_and_per_evaluation() -> None:
    """The frame comes back with a column a check; evaluations with their numbers."""
    rows = frames.audit(ROWS, per="row")
    assert ROWS.columns == rows.columns[: len(ROWS.columns)]
    assert [2, 1, 0] == rows["findings"].to_list()
    assert ["warning", None, None] == rows["LZ202"].to_list()
    each = frames.audit(ROWS, per="evaluation").sort("evaluation")
    assert [4, 0] == each["findings"].to_list()
    assert [1, 0] == each["LZ103"].to_list()


def test_checks_are_chosen_and_set_as_in_an_audit() -> None:
    """Patterns, what is left out, and limits mean what they mean for a form."""
    assert {"LZ202", "LZ203"} == {*frames.audit(ROWS, select=["LZ2*"])["code"]}
    without = frames.audit(ROWS, ignore={"LZ505": "told elsewhere"})
    assert "LZ505" not in without["code"].to_list()
    low = frames.audit(ROWS, config={"over-completion": {"limit": "1.05"}})
    assert "LZ501" in low["code"].to_list()
    assert "LZ501" not in frames.audit(ROWS)["code"].to_list()


def test_what_columns_cannot_answer_is_named() -> None:
    """A check of words, and one whose columns are missing, in one error."""
    with pytest.raises(InvalidFrameError) as caught:
        frames.audit(ROWS, select=["vague-target", "LZ702"], keep=["office"])
    assert ["office", "vague-target", "grade"] == [
        problem.place for problem in caught.value.problems
    ]
    with pytest.raises(UnknownNameError):
        frames.audit(ROWS, select=["no-such-check"])


def test_faults_are_named_with_their_rows() -> None:
    """Rows of no evaluation and unknown words are refused; claims never are."""
    wrong = ROWS.with_columns(
        evaluation=pl.Series(["a", None, "b"]), sign=pl.Series([">=", "~", None])
    )
    with pytest.raises(InvalidFrameError) as caught:
        frames.audit(wrong)
    assert {"evaluation[1]", "sign[1]"} == {one.place for one in caught.value.problems}
    odd = ROWS.with_columns(weight=pl.Series([-60, 0, 100]))
    assert 2 == len(frames.audit(odd, select=["LZ105"]))


def test_a_frame_without_claims_is_refused() -> None:
    """Where no check has its columns, there is nothing to say that all is well."""
    with pytest.raises(InvalidFrameError, match="no column that a check asks for"):
        frames.audit(ROWS.select("evaluation", "department"))


def test_every_check_is_accounted_for() -> None:
    """Each registered check is answered, or says what it lacks."""
    listed = frames.audited_checks()
    assert [one.code for one in checks()] == [one.code for one in listed]
    assert 27 == sum(one.lacks is None for one in listed)


@pytest.mark.parametrize("of_arrow", [False, True])
def test_amounts_beyond_64_bits(of_arrow: bool) -> None:  # noqa: FBT001
    """Where Arrow's numbers are too small, another engine is asked, or nobody."""
    many = 10**15
    rows = ROWS.with_columns(target=pl.Series([many] * 3), outcome=pl.Series([1] * 3))
    frame = rows.with_columns(weight=pl.col("weight").cast(pl.Decimal(38, 6)))
    given = frame.to_arrow() if of_arrow else frame
    found = frames.audit(given, select=["LZ202"])
    assert 3 == (found.num_rows if isinstance(found, pa.Table) else found.height)


def test_figures_beyond_every_engine_are_named() -> None:
    """Products of more than 128 bits are refused, with the greatest figure."""
    rows = ROWS.with_columns(
        target=pl.Series([10**30, 1, 1], dtype=pl.Int128),
        weight=pl.Series([10**9] * 3),
    )
    with pytest.raises(InvalidFrameError, match=r"target\[0\]: is too large"):
        frames.audit(rows)


def test_forms_that_columns_cannot_hold() -> None:
    """Points that are no decimal numbers are named with their forms."""
    form = Form(title="自评表", indicators=[FormRow("培训人数", weight="40/3")])
    with pytest.raises(InvalidFrameError, match="the weight is no decimal number"):
        frames.from_forms([form])


@pytest.fixture
def province(tmp_path: Path) -> Path:
    """A Parquet file of the rows."""
    path = tmp_path / "in" / "province.parquet"
    path.parent.mkdir()
    ROWS.write_parquet(path)
    return path


def test_the_command(province: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """`lzeval audit DATA.parquet -o OUT.parquet`: findings there, numbers here."""
    out = province.parent.parent / "out.parquet"
    options = ["--keep", "department", "--locale", "en", "-o", str(out)]
    assert 0 == main(["audit", str(province.parent), *options])
    shown = capsys.readouterr().out.splitlines()
    assert "LZ103 The total is not the sum of the scores: 1 warning" in shown
    assert "Audited: 2; 3 warnings, 1 notice." == shown[-1]
    found = pl.read_parquet(out)
    assert {"教育局"} == {*found["department"]}
    assert 4 == found.height


def test_the_command_fails_a_pipeline(province: Path) -> None:
    """`--fail-on` looks at findings of tables as at those of forms."""
    assert 1 == main(["audit", str(province), "--fail-on", "warning"])
    assert 0 == main(["audit", str(province), "--fail-on", "error"])


def test_options_for_forms_are_refused(
    province: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """A table has no cells to annotate and is not written as a report."""
    for options in (["--format", "json"], ["-o", str(tmp_path / "a.csv")]):
        assert 2 == main(["audit", str(province), *options])
    assert 2 == main(["audit", "longchi-2022", "--keep", "department"])
    told = capsys.readouterr().err
    assert "--format is not for Parquet files" in told
    assert "are written to a .parquet file" in told
    assert "--keep is for Parquet files" in told
