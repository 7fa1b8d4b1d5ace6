"""The command `lzeval explain`: the total, its grade, and what would lift it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

import lzeval as lz
from lzeval.cli import main

if TYPE_CHECKING:
    from pathlib import Path


def evaluation(**outcomes: str) -> lz.Evaluation:
    """Training, cost and satisfaction: 88.50 points unless a result is another."""
    return lz.Evaluation(
        project=lz.Project("社区就业服务", year=2024),
        tree=lz.IndicatorTree.of(
            lz.IndicatorGroup(
                "产出",
                children=[
                    lz.Indicator("培训人数", weight=40, rule=lz.rules.Proportional()),
                    lz.Indicator(
                        "单位成本", weight=20, rule=lz.rules.Reverse(formula="ratio")
                    ),
                ],
            ),
            lz.Indicator("满意度", weight=40, rule=lz.rules.Satisfaction(full="0.9")),
        ),
        targets=[
            lz.Target.parse("≥1365人", indicator="培训人数"),
            lz.Target.parse("≤800元", indicator="单位成本"),
            lz.Target.parse("≥90%", indicator="满意度"),
        ],
        outcomes={
            "培训人数": "1200人",
            "单位成本": "900元",
            "满意度": "80%",
            **outcomes,
        },
    )


@pytest.fixture
def source(tmp_path: Path) -> str:
    """The evaluation in a file."""
    path = tmp_path / "evaluation.json"
    lz.dump(evaluation(), path)
    return str(path)


def told(capsys: pytest.CaptureFixture[str], *arguments: str) -> list[str]:
    """What the command says, line by line."""
    assert 0 == main(["explain", *arguments])
    return capsys.readouterr().out.splitlines()


def test_the_total_is_explained(
    source: str, capsys: pytest.CaptureFixture[str]
) -> None:
    """Parts, bounds of grades, and figures on the side that is enough, to the cent."""
    assert [
        "综合得分88.5分（满分100分）。评价等级：良。",
        "  各部分得分：产出52.94/60和满意度35.56/40",
        "  等级分界（满分100分）：",
        "    优：90（含）以上",
        "    良：80（含）至90（不含）",
        "    中：60（含）至80（不含）",
        "    差：0（含）至60（不含）",
        "  其余不变，只靠其中一项评为优，这一项需要：",
        "    培训人数得36.66分（满分40分），即完成1251人",
        "    单位成本得19.28分（满分20分），即完成830.09元",
        "    满意度得37.06分（满分40分），即完成83.38%",
    ] == told(capsys, source)[:11]


def test_a_grade_has_its_name_in_any_language(
    source: str, capsys: pytest.CaptureFixture[str]
) -> None:
    """优 and Excellent are one; a grade that is reached is said to be."""
    lines = told(capsys, source, "--grade", "Excellent", "--locale", "en")
    assert "    培训人数: 36.66 of 40 points, for a result of 1251 people" in lines
    assert "  已达到良" in told(capsys, source, "--grade", "良")
    assert "  已达到中" in told(capsys, source, "--grade", "Medium")


def test_what_cannot_be_lifted_is_said(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Where no single indicator is enough, none is named."""
    path = tmp_path / "poor.json"
    lz.dump(evaluation(培训人数="0人", 单位成本="8000元", 满意度="0%"), path)
    lines = told(capsys, str(path), "--grade", "优")
    assert "  其余不变，没有哪一项单独提高就能评为优" in lines


def test_an_uncertain_total_counts_as_the_lowest(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """With a result missing, the grade has to be certain."""
    path = tmp_path / "open.json"
    lz.dump(evaluation(单位成本=""), path)
    lines = told(capsys, str(path))
    assert lines[0].startswith("综合得分70.72～90.72分（满分100分）。数据不全")
    assert "  总分尚不确定，以可能的最低总分为准" in lines


def test_points_that_are_converted_are_said_to_be(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """75.56 of the 80 that apply are 94.45 of 100, and the best grade needs nothing."""
    path = tmp_path / "part.json"
    lz.dump(evaluation(单位成本="不适用", 培训人数="1365人"), path)
    lines = told(capsys, str(path))
    assert "  适用的分值共80分，合计得75.56分，折算为94.45分" in lines
    assert not any("其余不变" in line for line in lines)


def test_a_scale_is_not_needed(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """An edition without grades has no bounds to print."""
    framework = lz.Framework(id="own", name="本单位办法")
    path = tmp_path / "own.json"
    tree = lz.IndicatorTree.of(
        lz.Indicator("培训人数", weight=100, rule=lz.rules.Proportional())
    )
    lz.dump(
        lz.Evaluation(
            project=lz.Project("培训"),
            tree=tree,
            framework=framework,
            targets=[lz.Target.parse("≥10人", indicator="培训人数")],
            outcomes={"培训人数": "5人"},
        ),
        path,
    )
    assert [
        "综合得分50分（满分100分）。",
        "  各部分得分：培训人数50/100",
        "  评价办法：本单位办法（own）",
    ] == told(capsys, str(path))


def test_wrong_questions_are_refused(
    source: str, capsys: pytest.CaptureFixture[str]
) -> None:
    """An unknown grade, and a grade for a single indicator."""
    assert 2 == main(["explain", source, "--grade", "忧"])
    assert "no grade '忧'; known: 差, 中, 良, 优" in capsys.readouterr().err
    assert 2 == main(["explain", source, "满意度", "--grade", "优"])
    assert "name no indicator with it" in capsys.readouterr().err
