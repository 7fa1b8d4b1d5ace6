"""Faults of every sort become problems with a path."""

from __future__ import annotations

from lzeval.codec._faults import Fault, faults_of, problems_of
from lzeval.errors import InvalidCurveError, InvalidEvaluationError, Problem


def test_places_of_an_evaluation_become_paths() -> None:
    """What an evaluation says of its parts is found again in the file."""
    error = InvalidEvaluationError(
        "续保",
        (
            Problem("tree", "is missing"),
            Problem("targets[3]", "has no indicator"),
            Problem("outcomes['it\\'s']", "answers nothing"),
            Problem("", "fits nothing"),
            Problem("Elsewhere", "is wrong"),
        ),
    )
    assert [
        Fault(("evaluation", "tree"), "is missing"),
        Fault(("evaluation", "targets", 3), "has no indicator"),
        Fault(("evaluation", "outcomes", "it's"), "answers nothing"),
        Fault(("evaluation",), "fits nothing"),
        Fault(("evaluation",), "Elsewhere: is wrong"),
    ] == list(faults_of(error, ("evaluation",)))


def test_problems_of_a_curve_keep_their_words() -> None:
    """The place of a gap is a stretch of numbers, and no path."""
    error = InvalidCurveError("grades", (Problem("[60, 70)", "the band is empty"),))
    assert [Fault((), "[60, 70): the band is empty")] == list(faults_of(error))


def test_paths_as_text() -> None:
    """Names are joined by dots, numbers and odd keys stand in brackets."""
    fault = Fault(("a", 0, "续保", "two words", "it's"), "wrong")
    assert (Problem("$.a[0].续保['two words'][\"it's\"]", "wrong"),) == problems_of(
        [fault], {}
    )


def test_lines_of_paths() -> None:
    """A path without a line has that of what it is in; lines give the order."""
    marks = {(): (1, 1), ("a",): (5, 2), ("b",): (3, 7)}
    faults = [
        Fault(("a", "x", 2), "1"),
        Fault(("b",), "2"),
        Fault(("c",), "3"),
        Fault(("a",), "4"),
    ]
    assert [
        "$.c (line 1, column 1): 3",
        "$.b (line 3, column 7): 2",
        "$.a.x[2] (line 5, column 2): 1",
        "$.a (line 5, column 2): 4",
    ] == [str(problem) for problem in problems_of(faults, marks)]
