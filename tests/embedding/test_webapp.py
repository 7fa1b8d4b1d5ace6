"""The Django fields keep evaluations, and say what is wrong with a form."""

from __future__ import annotations

import html
import json
import os
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path


@pytest.fixture(scope="module")
def run(
    needed: Callable[..., None], programs: Path, postgres: object
) -> Iterator[Callable[[str], object]]:
    """Run Python inside the project, in a process of its own, over its own database."""
    needed(modules=("django", "psycopg"))
    postgres.client("createdb", "lzeval_webapp")  # type: ignore[attr-defined]
    environment = {
        **os.environ,
        "DATABASE_URL": postgres.url("lzeval_webapp"),  # type: ignore[attr-defined]
        "DJANGO_SETTINGS_MODULE": "evaluations.settings",
        "SECRET_KEY": "of a test",
        "PYTHONWARNINGS": "error",
    }

    def process(*arguments: str) -> str:
        done = subprocess.run(
            [sys.executable, *arguments],
            capture_output=True,
            check=False,
            cwd=programs / "webapp",
            encoding="utf-8",
            env=environment,
        )
        assert 0 == done.returncode, done.stderr
        return done.stdout

    def inside(code: str) -> object:
        head = "import json, django; django.setup(); import lzeval as lz\n"
        head += "from lzeval import cases\nfrom evaluations.models import Assessment\n"
        head += "from django.test import Client; client = Client()\n"
        return json.loads(process("-c", f"{head}{code}\nprint(json.dumps(found))"))

    process("-m", "django", "makemigrations", "--check", "--dry-run")
    process("-m", "django", "migrate", "--verbosity", "0")
    yield inside
    postgres.client("dropdb", "--force", "lzeval_webapp")  # type: ignore[attr-defined]


def test_an_evaluation_is_handed_in_and_reported(run: Callable[[str], object]) -> None:
    """A form that is right is scored and kept, and leads to its report."""
    found = run("""
text = lz.dumps(cases.load("longchi-2022"))
answer = client.post("/new/", {"evaluation": text})
one = Assessment.objects.get()
page = client.get(answer["Location"]).content.decode()
found = [answer.status_code, str(one.total), one.grade, str(one), "95.00" in page]
one.delete()
""")
    assert [302, "95.0000", "优", "劳动所项目", True] == found


def test_a_form_says_all_that_is_wrong(run: Callable[[str], object]) -> None:
    """Every problem stands beside the field, with its path; nothing is kept."""
    found = run("""
text = lz.dumps(cases.load("longchi-2022")).replace("2022,", '"x",')
text = text.replace('"implementer"', '"implementor"')
answer = client.post("/new/", {"evaluation": text})
found = [answer.status_code, answer.content.decode(), Assessment.objects.count()]
""")
    assert isinstance(found, list)
    status, page, kept = found
    assert (200, 0) == (status, kept)
    page = html.unescape(page)
    assert "$.project.year: expected" in page
    assert "$.project.implementor: unknown key; did you mean 'implementer'?" in page
    assert "劳动所项目" in page  # what was typed is still there


@pytest.mark.parametrize(
    "text", ["", "[", '{"lzeval": "1", "kind": "tree", "rows": []}']
)
def test_what_is_no_evaluation_is_refused(
    run: Callable[[str], object], text: str
) -> None:
    """Nothing, half a text and another kind are answered beside the field."""
    found = run(f"""
answer = client.post("/new/", {{"evaluation": {text!r}}})
found = [answer.status_code, "errorlist" in answer.content.decode()]
""")
    assert [200, True] == found


def test_what_was_kept_is_what_was_given(run: Callable[[str], object]) -> None:
    """Values come back equal, parts can be asked for, and an edit is noticed."""
    found = run("""
given = cases.load("longchi-2022")
Assessment(evaluation=given).save()
one = Assessment.objects.get()
asked = Assessment.objects.filter(evaluation__project__year=2022, total__gte=90)
from evaluations.forms import AssessmentForm
form = AssessmentForm({"evaluation": lz.dumps(given)}, instance=one)
found = [
    one.evaluation == given, one.card == given.evaluate(), asked.count(),
    list(asked.values_list("evaluation__project__year", flat=True)),
    form.is_valid(), form.has_changed(),
    AssessmentForm({"evaluation": "["}, instance=one).has_changed(),
]
one.delete()
""")
    assert [True, True, 1, [2022], True, False, True] == found


def test_a_fixture_holds_values(run: Callable[[str], object]) -> None:
    """What dumpdata writes, loaddata reads."""
    found = run("""
from django.core import serializers
given = cases.load("longchi-2022")
Assessment(evaluation=given).save()
text = serializers.serialize("json", Assessment.objects.all())
Assessment.objects.all().delete()
for each in serializers.deserialize("json", text):
    each.save()
found = Assessment.objects.get().evaluation == given
Assessment.objects.all().delete()
""")
    assert found is True


def test_a_changed_figure_is_refused(run: Callable[[str], object]) -> None:
    """A scorecard that was edited in the database is not read."""
    found = run("""
from django.db import connection
from django.core.exceptions import ValidationError
Assessment(evaluation=cases.load("longchi-2022")).save()
with connection.cursor() as cursor:
    cursor.execute("UPDATE evaluations_assessment SET card ="
                   " jsonb_set(card, '{total,points}', '\\"99.00\\"')")
try:
    Assessment.objects.get()
    found = []
except ValidationError as error:
    found = error.messages
Assessment.objects.all().defer("card").delete()
""")
    assert isinstance(found, list)
    assert any(message.startswith("$.total.points") for message in found)
