"""What is on the charts of results, and what is said of them in words."""

from __future__ import annotations

from fractions import Fraction

import pytest

from lzeval import cases
from lzeval.charts import Bars, Distribution, HeatMap, Radar, ScoreRange, Waterfall
from lzeval.errors import UnknownNameError
from lzeval.model import (
    Budget,
    Indicator,
    IndicatorGroup,
    IndicatorTree,
    Outcome,
    Project,
    Target,
)
from lzeval.report import compose, portfolio_report, scoring_table
from lzeval.report.document import Document, Figure
from lzeval.report.figures import (
    completion_bars,
    rate_radar,
    score_range,
    score_waterfall,
)
from lzeval.report.portfolio_figures import rate_distribution, rate_heat_map
from lzeval.scoring import Evaluation, Scorecard, rules

PROJECT = Project("甲项目")
LONGCHI = cases.load("longchi-2022").evaluate()


def card(
    trained: str | Outcome = "50人", *, name: str = "培训项目", **fields: object
) -> Scorecard:
    """100 people were to be trained (60 points), 90 % content (40); 50 is half."""
    evaluation = Evaluation(
        project=Project(name, year=2024),
        tree=IndicatorTree.of(
            IndicatorGroup("产出", children=[Indicator("培训人数", weight=60)]),
            IndicatorGroup("效益", children=[Indicator("满意度", weight=40)]),
        ),
        targets=[
            Target.parse("≥100人", indicator="培训人数"),
            Target.parse("≥90%", indicator="满意度"),
        ],
        outcomes={"培训人数": trained, "满意度": "95%"},
        **fields,  # type: ignore[arg-type]
    )
    return evaluation.evaluate()


OPEN = card(Outcome.missing())


def figures(document: Document) -> list[Figure]:
    """Pick the figures of a document."""
    return [block for block in document.blocks if isinstance(block, Figure)]


def test_completion_bars_of_longchi() -> None:
    """5,123 of 6,410 and 125 of 150 were reached; eight are claims without a bar."""
    figure = completion_bars(LONGCHI)
    assert figure is not None
    assert isinstance(figure.drawing, Bars)
    bars = {bar.label: bar for bar in figure.drawing.bars}
    assert 11 == len(bars)
    pension, firms = bars["养老保险续保"], bars["书面审查用人单位"]
    assert (Fraction(5123, 6410), False) == (pension.share, pension.met)
    assert "79.92% 未达标" == pension.text
    assert (Fraction(5, 6), "83.33% 未达标") == (firms.share, firms.text)
    assert ("仅称完成", None) == (bars["城镇新增就业"].text, bars["城镇新增就业"].share)
    assert 8 == sum(bar.share is None for bar in bars.values())
    assert "养老保险续保 79.92% 未达标；" in figure.alt


def test_no_bars_where_no_rate_is_known() -> None:
    """Claims alone make no chart: the table says all there is."""
    assert completion_bars(_claims()) is None
    assert completion_bars(_bare()) is None


def _claims() -> Scorecard:
    tree = IndicatorTree.of(Indicator("培训人数", weight=100))
    target = Target.parse("≥100人", indicator="培训人数")
    outcome = Outcome.claimed()
    return Evaluation(
        project=PROJECT, tree=tree, targets=[target], outcomes={"培训人数": outcome}
    ).evaluate()


def _bare() -> Scorecard:
    return Evaluation(
        project=PROJECT, tree=IndicatorTree.of(Indicator("甲", weight=100))
    ).evaluate()


def _many(count: int) -> Scorecard:
    names = [f"指标{number}" for number in range(count)]
    return Evaluation(
        project=PROJECT,
        tree=IndicatorTree.of(*(Indicator(name, weight=1) for name in names)),
        targets=[Target.parse("≥100人", indicator=name) for name in names],
        outcomes={name: f"{100 - n}人" for n, name in enumerate(names)},
    ).evaluate()


def test_of_many_bars_the_lowest_are_shown() -> None:
    """Of 30 the 20 lowest: those from 90 % down, in the order of the tree."""
    figure = completion_bars(_many(30))
    assert figure is not None
    assert isinstance(figure.drawing, Bars)
    assert [f"指标{n}" for n in range(10, 30)] == [b.label for b in figure.drawing.bars]
    assert "各项指标完成率（共30项，图中为最低的20项）" == figure.caption


def test_waterfall_of_longchi() -> None:
    """The weights of its leaves are not known: its groups lose 1, 2 and 2 points."""
    figure = score_waterfall(LONGCHI)
    assert figure is not None
    assert isinstance(figure.drawing, Waterfall)
    rows = [(step.label, step.text, step.kind) for step in figure.drawing.steps]
    assert [
        ("满分", "100", "sum"),
        ("过程", "-1", "lost"),
        ("产出", "-2", "lost"),
        ("效益", "-2", "lost"),
        ("总分", "95", "sum"),
    ] == rows
    said = "满分100分；失分：过程 1分、产出 2分和效益 2分；总分95分。"
    assert said == figure.alt
    assert "各项指标得失分（横轴自90分起）" == figure.caption


def test_a_waterfall_goes_down_to_the_indicators() -> None:
    """Half of the training is half of 60 points; the axis begins at 50."""
    figure = score_waterfall(card())
    assert figure is not None
    assert isinstance(figure.drawing, Waterfall)
    _, lost, total = figure.drawing.steps
    assert ("培训人数", "-30", 70, 100) == (lost.label, lost.text, lost.low, lost.high)
    assert ("70", 0, 70, None) == (total.text, total.low, total.high, total.reach)


def test_points_that_are_open_are_shown_as_open() -> None:
    """Not a loss of 60 points, but a range; the total reaches from 40 to 100."""
    figure = score_waterfall(OPEN)
    assert figure is not None
    assert isinstance(figure.drawing, Waterfall)
    _, held, total = figure.drawing.steps
    assert ("可能失0～60", "open", 40, 100) == (
        held.text,
        held.kind,
        held.low,
        held.high,
    )
    assert ("40.00～100.00", 40, 100) == (total.text, total.high, total.reach)
    assert "失分" not in figure.alt
    assert "得失未定：培训人数 可能失0～60分" in figure.alt


def test_what_is_converted_has_its_row() -> None:
    """Without training, 40 of 40 points become 100 of 100: 60 gone, 60 back."""
    figure = score_waterfall(card(Outcome.not_applicable()))
    assert figure is not None
    assert isinstance(figure.drawing, Waterfall)
    rows = [(step.label, step.text) for step in figure.drawing.steps]
    assert [
        ("满分", "100"),
        ("培训人数", "-60"),
        ("折算、汇总与舍入", "+60"),
        ("总分", "100"),
    ] == rows
    assert "加分：折算、汇总与舍入 60分" in figure.alt


def test_bonus_points_are_won() -> None:
    """A bonus indicator takes nothing from the full points: its points come on top."""
    tree = IndicatorTree.of(
        Indicator("甲", weight=100, rule=rules.Proportional()),
        Indicator("创新", weight=5, bonus=True),
        Indicator("奖励", weight=5, bonus=True),
    )
    evaluation = Evaluation(
        project=PROJECT,
        tree=tree,
        targets=[Target.parse("≥100人", indicator="甲")],
        outcomes={"甲": "90人"},
        awards={"创新": 3},
    )
    figure = score_waterfall(evaluation.evaluate())
    assert figure is not None
    assert isinstance(figure.drawing, Waterfall)
    rows = [(step.label, step.text) for step in figure.drawing.steps]
    assert [
        ("满分", "100"),
        ("甲", "-10"),
        ("创新", "+3"),
        ("奖励", "可能加0～5"),
        ("总分", "93.00～98.00"),
    ] == rows


def test_no_waterfall_where_maxima_are_not_known() -> None:
    """Nor where nothing applies: nothing is guessed."""
    tree = IndicatorTree.of(Indicator("甲"), Indicator("乙", weight=60))
    unknown = Evaluation(project=PROJECT, tree=tree).evaluate()
    assert score_waterfall(unknown) is None
    assert score_range(unknown) is None


def test_radar_of_longchi() -> None:
    """15 of 15, 19 of 20, 28 of 30 and 33 of 35 points."""
    figure = rate_radar(LONGCHI, "en")
    assert figure is not None
    assert isinstance(figure.drawing, Radar)
    shares = [spoke.share for spoke in figure.drawing.spokes]
    assert [1, Fraction(19, 20), Fraction(28, 30), Fraction(33, 35)] == shares
    texts = [f"{spoke.label} {spoke.text}" for spoke in figure.drawing.spokes]
    shown = ["Decision 100.00%", "Process 95.00%", "Output 93.33%", "Benefit 94.29%"]
    assert shown == texts
    assert f"Score rates: {'; '.join(shown)}." == figure.alt


def test_a_radar_shows_what_is_not_known() -> None:
    """A spoke without a point, with the range of points in its place."""
    tree = IndicatorTree.of(*(Indicator(name, weight=20) for name in "甲乙丙"))
    evaluation = Evaluation(project=PROJECT, tree=tree, awards={"甲": 10, "乙": 20})
    figure = rate_radar(evaluation.evaluate())
    assert figure is not None
    assert isinstance(figure.drawing, Radar)
    shown = [(spoke.share, spoke.text) for spoke in figure.drawing.spokes]
    assert [
        (Fraction(1, 2), "50.00%"),
        (1, "100.00%"),
        (None, "0.00～20.00分"),
    ] == shown
    assert rate_radar(Evaluation(project=PROJECT, tree=tree).evaluate()) is None
    assert rate_radar(card()) is None


def test_score_range_among_the_grades() -> None:
    """From 40 to 100 the grade may be any of four."""
    figure = score_range(OPEN)
    assert figure is not None
    chart = figure.drawing
    assert isinstance(chart, ScoreRange)
    assert (40, 100, 100) == (chart.low, chart.high, chart.out_of)
    bands = [(band.label, band.low, band.high) for band in chart.bands]
    assert [("差", 0, 60), ("中", 60, 80), ("良", 80, 90), ("优", 90, 100)] == bands
    assert ["0", "60", "80", "90", "100"] == [text for _, text in chart.ticks]
    assert figure.alt.startswith("总分40.00～100.00分，满分100分。")
    assert figure.alt.endswith("等级可能为优、良、中和差。")
    known = score_range(LONGCHI)
    assert known is not None
    assert known.alt.endswith("评为优。")


def test_heat_map_of_many() -> None:
    """A row a project; what a project does not have stays empty."""
    found = rate_heat_map([LONGCHI, card(), OPEN])
    assert found is not None
    chart = found.drawing
    assert isinstance(chart, HeatMap)
    assert ("决策", "过程", "产出", "效益") == chart.columns
    texts = [
        (label, [square and square.text for square in squares])
        for label, squares in chart.rows
    ]
    assert [
        ("劳动所项目（2022）", ["100.00%", "95.00%", "93.33%", "94.29%"]),
        ("培训项目（2024）", [None, None, "50.00%", "100.00%"]),
        ("培训项目（2024）", [None, None, "未定", "100.00%"]),
    ] == texts
    assert "培训项目（2024）（产出 50.00%和效益 100.00%）" in found.alt
    assert rate_heat_map([]) is None


def test_of_many_rows_the_lowest_are_shown() -> None:
    """Of 18 projects the two best are left out, and the caption says so."""
    cards = [card(f"{done}人", name=f"项目{done}") for done in range(83, 101)]
    figure = rate_heat_map(cards)
    assert figure is not None
    assert isinstance(figure.drawing, HeatMap)
    labels = [label for label, _ in figure.drawing.rows]
    assert [f"项目{done}（2024）" for done in range(83, 99)] == labels
    assert "共18个项目，图中为最低的16个" in figure.caption


def test_distribution_of_many() -> None:
    """70, 85 and 100 points; 80 % and 90 % begin their own groups; one is open."""
    done = ["50人", "75人", "100人"]
    figure = rate_distribution([*map(card, done), OPEN])
    assert figure is not None
    assert isinstance(figure.drawing, Distribution)
    groups = [(g.label, g.count, g.known) for g in figure.drawing.groups]
    assert [
        ("70～80%", 1, True),
        ("80～90%", 1, True),
        ("90～100%", 1, True),
        ("未定", 1, False),
    ] == groups
    assert (
        "得分率分布：70～80% 1个、80～90% 1个、90～100% 1个和未定 1个。" == figure.alt
    )
    assert rate_distribution([]) is None
    open_only = rate_distribution([OPEN])
    assert open_only is not None
    assert "得分率分布：未定 1个。" == open_only.alt


def test_two_languages_on_one_chart() -> None:
    """Names stand in both, and figures, which are the same, once."""
    figure = rate_radar(LONGCHI, "zh_CN+en")
    assert figure is not None
    assert isinstance(figure.drawing, Radar)
    first = figure.drawing.spokes[0]
    assert ("决策\nDecision", "100.00%") == (first.label, first.text)
    assert "一级指标得分率\nScore rates of the first level" == figure.caption
    assert "zh_CN" == figure.drawing.language
    assert rate_radar(card(), "zh_CN+en") is None
    with pytest.raises(UnknownNameError):
        rate_radar(LONGCHI, "la")


@pytest.mark.parametrize("form", ["evaluation_report", "conclusion_first_report"])
def test_a_report_has_charts_if_they_are_wanted(form: str) -> None:
    """Total, rates, points and completion, after what they show; by default none."""
    report = compose(LONGCHI, form=form, charts=True)
    kinds = [type(figure.drawing) for figure in figures(report)]
    assert [ScoreRange, Radar, Waterfall, Bars] == kinds
    assert [] == figures(compose(LONGCHI, form=form))


def test_an_overview_has_charts_if_they_are_wanted() -> None:
    """The heat map after the totals, the distribution after the grades."""
    report = portfolio_report([LONGCHI, card()], charts=True)
    kinds = [type(figure.drawing) for figure in figures(report)]
    assert [HeatMap, Distribution] == kinds
    assert [] == figures(portfolio_report([LONGCHI]))
    assert [] == figures(portfolio_report([], charts=True))


def test_what_has_no_charts_says_so() -> None:
    """Charts are not left out in silence."""
    with pytest.raises(UnknownNameError, match="scoring_table"):
        compose(LONGCHI, form="scoring_table", charts=True)
    with pytest.raises(UnknownNameError, match="Document"):
        compose(scoring_table(LONGCHI), charts=True)
    assert compose(LONGCHI.evaluation, charts=True) == compose(LONGCHI, charts=True)


def test_the_budget_row_is_a_part_of_the_total() -> None:
    """Half of the money earns half of its points: a spoke, a row and a column."""
    evaluation = Evaluation(
        project=Project(
            "乙项目", budget=Budget.of(adjusted="100万元", executed="50万元")
        ),
        tree=IndicatorTree.of(
            Indicator("产出", weight=50), Indicator("效益", weight=40)
        ),
        awards={"产出": 50, "效益": 30},
        framework="mof-2020-self",
    )
    card = evaluation.evaluate()
    figure = rate_radar(card)
    assert figure is not None
    assert figure.alt == "得分率：产出 100.00%；效益 75.00%；预算执行率 50.00%。"
    steps = score_waterfall(card)
    assert steps is not None
    assert "失分：效益 10分和预算执行率 5分；总分85分" in steps.alt
    grid = rate_heat_map([card])
    assert grid is not None
    assert "乙项目（产出 100.00%、效益 75.00%和预算执行率 50.00%）" in grid.alt


def test_a_result_that_is_no_number_says_why() -> None:
    """A quality that was reported, without a rate, has its words and no bar."""
    tree = IndicatorTree.of(Indicator("培训", weight=60), Indicator("效果", weight=40))
    evaluation = Evaluation(
        project=PROJECT,
        tree=tree,
        targets=[
            Target.parse("≥100人", indicator="培训"),
            Target.parse("≥90%", indicator="效果"),
        ],
        outcomes={"培训": "80人", "效果": Outcome.parse("明显提高")},
    )
    figure = completion_bars(evaluation.evaluate())
    assert figure is not None
    assert isinstance(figure.drawing, Bars)
    first, second = figure.drawing.bars
    assert (Fraction(4, 5), False) == (first.share, first.met)
    assert (None, None) == (second.share, second.met)
    assert second.text


def test_a_total_without_an_upper_end_has_no_range() -> None:
    """One maximum is not known, so the total has no end to be drawn to."""
    tree = IndicatorTree.of(
        IndicatorGroup("产出", children=[Indicator("甲"), Indicator("乙", weight=60)]),
    )
    unknown = Evaluation(project=PROJECT, tree=tree, awards={"乙": 50}).evaluate()
    assert unknown.total.points is None
    assert score_range(unknown) is None
    assert score_waterfall(unknown) is None
