"""
A program of somebody else that uses lzeval as it was published.

The checks type-check it against the installed wheel and then run it.
"""

from __future__ import annotations

import lzeval as lz


def worst_line(card: lz.Scorecard) -> lz.Line | None:
    """Find the line with the lowest completion rate."""
    rated = [
        (line.completion_rate, line)
        for line in card.lines
        if isinstance(line.completion_rate, lz.Rate)
    ]
    return min(rated, key=lambda pair: pair[0])[1] if rated else None


def shortfall(card: lz.Scorecard) -> str:
    """Say in one sentence what is missing most."""
    line = worst_line(card)
    return "nothing was measured" if line is None else f"{line.name}: {line.points}"


def main() -> None:
    """Score one indicator."""
    evaluation = lz.Evaluation(
        project=lz.Project("续保", year=2022),
        tree=lz.IndicatorTree.of(
            lz.Indicator("续保人数", weight=8, rule=lz.rules.Proportional())
        ),
        targets=[lz.Target.parse("≥6410人", indicator="续保人数")],
        outcomes={"续保人数": lz.Outcome.parse("5123人")},
    )
    told = shortfall(evaluation.evaluate())
    if told != "续保人数: 6.39":
        raise SystemExit(told)


if __name__ == "__main__":
    main()
