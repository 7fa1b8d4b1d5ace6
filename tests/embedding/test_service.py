"""The service scores and keeps evaluations, in a real process and a real database."""

from __future__ import annotations

import io
import json
import os
import signal
import socket
import subprocess
import sys
import threading
import time
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from decimal import Decimal
from typing import TYPE_CHECKING, Any

import pytest

import lzeval as lz
from lzeval import cases, codec

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

PATIENCE = 60


@pytest.fixture(scope="module")
def libraries(needed: Callable[..., None]) -> None:
    """What the service is made of."""
    needed(modules=("fastapi", "httpx", "psycopg", "uvicorn"))


class Worker:
    """The service as a process, which can be killed and started again."""

    def __init__(self, folder: Path, database: str) -> None:
        with socket.create_server(("127.0.0.1", 0)) as unused:
            self.port = int(unused.getsockname()[1])
        self.folder, self.database = folder, database
        self.url = f"http://127.0.0.1:{self.port}"

    def start(self) -> None:
        """Start the process, and wait until it listens."""
        command = ["uvicorn", "app:app", "--port", str(self.port), "--no-access-log"]
        self.process = subprocess.Popen(
            [sys.executable, "-m", *command],
            cwd=self.folder,
            env={**os.environ, "DATABASE_URL": self.database},
            stderr=subprocess.PIPE,
            text=True,
        )
        until(self.listens)

    def listens(self) -> bool:
        """Tell whether somebody answers."""
        assert self.process.poll() is None, self.process.communicate()[1]
        with socket.socket() as trying:
            return trying.connect_ex(("127.0.0.1", self.port)) == 0

    def kill(self) -> None:
        """Let the process die at once, as in a power cut."""
        self.process.send_signal(signal.SIGKILL)
        self.process.communicate()


def until(reached: Callable[[], bool]) -> None:
    """Wait for something to become true."""
    end = time.monotonic() + PATIENCE
    while not reached():
        assert time.monotonic() < end, "it took too long"
        time.sleep(0.02)


@pytest.fixture(scope="module")
def service(libraries: None, programs: Path, postgres: Any) -> Iterator[Worker]:
    """The service, running over a database of its own."""
    del libraries
    postgres.client("createdb", "lzeval_service")
    worker = Worker(programs / "service", postgres.url("lzeval_service"))
    worker.start()
    yield worker
    worker.kill()
    postgres.client("dropdb", "--force", "lzeval_service")


@pytest.fixture
def worker(service: Worker) -> Worker:
    """The service, with nothing kept yet."""
    if service.process.poll() is not None:  # a test that failed left it so
        service.start()
    query(service.database, "TRUNCATE scorecards")
    return service


@pytest.fixture
def database(worker: Worker) -> str:
    """The address of the service's database."""
    return worker.database


@pytest.fixture
def client(worker: Worker) -> Iterator[Any]:
    """A client of the service."""
    import httpx

    with httpx.Client(base_url=worker.url, timeout=PATIENCE) as client:
        yield client


def query(database: str, text: str, *given: str) -> list[tuple[Any, ...]]:
    """Ask the database."""
    import psycopg

    with psycopg.connect(database, autocommit=True) as connection:
        done = connection.execute(text.encode(), given or None)
        return done.fetchall() if done.description else []


def evaluation(name: str = "道路养护", actual: str = "45 公里") -> str:
    """Write the body of a request: 60 × 45 ÷ 50 and 40 points."""
    return json.dumps(
        {
            "lzeval": "1",
            "kind": "evaluation",
            "project": {"name": name, "year": 2024},
            "tree": {
                "rows": [
                    {"code": "A", "name": "里程", "weight": "60"},
                    {"code": "B", "name": "巡查", "weight": "40"},
                ]
            },
            "framework": "mof-2020-evaluation",
            "targets": [
                {"indicator": "A", "comparator": ">=", "value": "50 公里"},
                {"indicator": "B", "comparator": ">=", "value": "12 次"},
            ],
            "outcomes": {"A": {"value": actual}, "B": {"value": "12 次"}},
        },
        ensure_ascii=False,
    )


def put(client: Any, key: str, body: str | bytes) -> Any:
    """Hand an evaluation in."""
    content = body if isinstance(body, bytes) else body.encode()
    return client.put(f"/evaluations/{key}", content=content)


def test_an_evaluation_comes_back_as_its_scorecard(client: Any) -> None:
    """What is handed in is scored, kept, audited, and printed for Word."""
    body = codec.dumps(cases.load("longchi-2022"))
    answer = put(client, "longchi", body)
    assert 201 == answer.status_code
    card = codec.from_plain(answer.json(), expect=lz.Scorecard)
    assert ("95.00", "优") == (str(card.total.points), str(card.grade))
    assert cases.load("longchi-2022").evaluate() == card
    assert answer.json() == client.get("/evaluations/longchi").json()

    audit = client.get("/evaluations/longchi/audit")
    assert lz.audit(card.evaluation).to_plain() == audit.json()

    report = client.get("/evaluations/longchi/report.docx", params={"locale": "en"})
    assert report.content == lz.render(card, "docx", locale="en").content
    assert report.headers["content-type"].endswith("wordprocessingml.document")
    import docx

    document = docx.Document(io.BytesIO(report.content))
    assert "95.00" in document.element.xml


def test_figures_are_exact_from_the_cell_to_the_answer(client: Any) -> None:
    """No binary float comes in between."""
    card = put(client, "1", evaluation(actual="33.3 公里")).json()
    assert {"A": "39.96", "B": "40.00"} == {
        i["code"]: i["points"] for i in card["lines"]
    }
    assert ("79.96", "中") == (card["total"]["points"], card["grade"])


def test_what_is_wrong_is_told_at_once(client: Any, database: str) -> None:
    """One answer names every problem with its path, and nothing is kept."""
    body = json.loads(evaluation())
    body["project"]["year"] = "20x4"
    body["tree"]["rows"][1]["weight"] = "forty"
    body["targets"][0]["comparater"] = body["targets"][0].pop("comparator")
    body["outcomes"]["A"]["value"] = 0.1 + 0.2
    answer = put(client, "1", json.dumps(body))
    assert 422 == answer.status_code
    told = {one["path"]: one["message"] for one in answer.json()["problems"]}
    assert [
        "$.outcomes.A.value",
        "$.project.year",
        "$.targets[0].comparater",
        "$.tree.rows[1].weight",
    ] == sorted(told)
    assert "did you mean 'comparator'" in told["$.targets[0].comparater"]
    assert [(0,)] == query(database, "SELECT count(*) FROM scorecards")


@pytest.mark.parametrize(
    "body",
    [
        b"",
        b"[",
        b"[" * 100_000,
        b"\xff",
        b'{"lzeval": "1", "kind": "tree", "rows": []}',
        evaluation(name="a\0b").encode(),
        evaluation(name="a\ud800b").encode("utf-8", "surrogatepass"),
        evaluation().replace("道路养护", "\\ud800").encode(),
        evaluation().replace("mof-2020-evaluation", "mof-1999").encode(),
    ],
    ids=[
        "empty",
        "cut off",
        "deep",
        "not utf-8",
        "of another kind",
        "nul",
        "surrogate",
        "escaped surrogate",
        "unknown framework",
    ],
)
def test_whatever_comes_in_is_answered(client: Any, database: str, body: bytes) -> None:
    """Wrong input is never an error of the server's."""
    answer = put(client, "1", body)
    assert 422 == answer.status_code
    assert answer.json()["problems"]
    assert [(0,)] == query(database, "SELECT count(*) FROM scorecards")


def test_too_much_is_refused(client: Any) -> None:
    """A body larger than any evaluation is not read to its end."""
    assert 413 == put(client, "1", b" " * 5_000_000).status_code


@pytest.mark.parametrize("path", ["", "/audit", "/report.docx"])
def test_what_is_not_there(client: Any, path: str) -> None:
    """An unknown key is not found."""
    assert 404 == client.get(f"/evaluations/nothing{path}").status_code


def test_to_ask_again_changes_nothing(client: Any, database: str) -> None:
    """The same evaluation with the same key is kept once; another one is refused."""
    answers = [put(client, "1", evaluation()) for _ in range(3)]
    assert [201, 200, 200] == [answer.status_code for answer in answers]
    assert answers[0].json() == answers[2].json()
    assert 409 == put(client, "1", evaluation(actual="46 公里")).status_code
    assert answers[0].json() == client.get("/evaluations/1").json()
    assert [(1,)] == query(database, "SELECT count(*) FROM scorecards")


def test_many_ask_at_once(client: Any, database: str) -> None:
    """Threads do not disturb each other, not even with one key."""
    expected = {n: Decimal(60) * n / 50 + 40 for n in range(1, 31)}

    def ask(number: int) -> tuple[int, str]:
        mine = put(client, f"n{number}", evaluation(actual=f"{number} 公里"))
        same = put(client, "same", evaluation())
        assert "94.00" == same.json()["total"]["points"]
        return same.status_code, mine.json()["total"]["points"]

    with ThreadPoolExecutor(8) as threads:
        answers = [*threads.map(ask, expected)]
    assert [*expected.values()] == [Decimal(points) for _, points in answers]
    assert [200] * 29 + [201] == sorted(code for code, _ in answers)
    assert [(31,)] == query(database, "SELECT count(*) FROM scorecards")


def test_a_figure_changed_in_the_database_is_noticed(
    client: Any, database: str
) -> None:
    """What does not follow from the rest of a scorecard is not handed out."""
    put(client, "1", evaluation())
    query(
        database,
        "UPDATE scorecards SET card = jsonb_set(card, '{total,points}', '\"99.00\"')",
    )
    answer = client.get("/evaluations/1")
    assert 500 == answer.status_code
    assert "$.total.points" in answer.json()["detail"]


# --- crashes ----------------------------------------------------------------------


@contextmanager
def asking(worker: Worker, answers: list[Any]) -> Iterator[None]:
    """Hand an evaluation in beside, and note the answer, or that there was none."""
    import httpx

    def ask() -> None:
        try:
            url = f"{worker.url}/evaluations/1"
            answers.append(httpx.put(url, content=evaluation(), timeout=PATIENCE))
        except httpx.TransportError:
            answers.append(None)

    thread = threading.Thread(target=ask)
    thread.start()
    try:
        yield
    finally:
        thread.join()


def waiting(database: str, event: str) -> bool:
    """Tell whether a connection to the database waits for something."""
    text = (
        "SELECT count(*) FROM pg_stat_activity WHERE datname = current_database()"
        " AND %s IN (wait_event_type, wait_event)"
    )
    return query(database, text, event) != [(0,)]


def test_a_crash_before_the_write_loses_nothing(worker: Worker, database: str) -> None:
    """The client that got no answer asks again, and the row is there once."""
    import psycopg

    answers: list[Any] = []
    with psycopg.connect(database) as blocking:
        blocking.execute("LOCK TABLE scorecards IN SHARE MODE")
        with asking(worker, answers):
            until(lambda: waiting(database, "Lock"))
            worker.kill()
    assert [None] == answers
    # The server may still finish for the dead client, or find it gone.
    until(lambda: not waiting(database, "Lock"))
    worker.start()
    with asking(worker, answers):
        pass
    assert answers[1].status_code in {200, 201}
    assert "94.00" == answers[1].json()["total"]["points"]
    assert [("1",)] == query(database, "SELECT id FROM scorecards")


def test_a_crash_between_write_and_answer_loses_nothing(
    worker: Worker, database: str
) -> None:
    """The row is there before the client asks again, and stays the only one."""
    answers: list[Any] = []
    standbys = "ALTER SYSTEM {} synchronous_standby_names{}"
    # The commit is on disk and waits for a standby that never comes: the row is
    # written, and the worker does not know yet.
    query(database, standbys.format("SET", " = 'nobody'"))
    query(database, "SELECT pg_reload_conf()")
    try:
        with asking(worker, answers):
            until(lambda: waiting(database, "SyncRep"))
            worker.kill()
    finally:
        query(database, standbys.format("RESET", ""))
        query(database, "SELECT pg_reload_conf()")
    assert [None] == answers
    until(lambda: query(database, "SELECT id FROM scorecards") == [("1",)])
    worker.start()
    with asking(worker, answers):
        pass
    assert 200 == answers[1].status_code
    assert "94.00" == answers[1].json()["total"]["points"]
    assert [("1",)] == query(database, "SELECT id FROM scorecards")


# --- the description --------------------------------------------------------------


def references(value: Any) -> Iterator[str]:
    """Give every reference in a document."""
    if isinstance(value, dict):
        for key, one in value.items():
            yield from [one] if key == "$ref" else references(one)
    elif isinstance(value, list):
        for one in value:
            yield from references(one)


def test_the_description_is_made_of_our_schema(client: Any) -> None:
    """OpenAPI refers to the file format, and every reference leads somewhere."""
    import jsonschema

    document = client.get("/openapi.json").json()
    assert document["openapi"].startswith("3.1")
    schemas = document["components"]["schemas"]
    named = {ref.removeprefix("#/components/schemas/") for ref in references(document)}
    assert set() == named - {*schemas}
    put = document["paths"]["/evaluations/{key}"]["put"]
    schema = put["requestBody"]["content"]["application/json"]["schema"]
    valid = jsonschema.Draft202012Validator(
        {**schema, "components": {"schemas": schemas}}
    )
    valid.check_schema(valid.schema)
    valid.validate(json.loads(evaluation()))
    assert not valid.is_valid(json.loads(evaluation().replace("lzeval", "lzevil")))


def test_answers_are_as_described(client: Any) -> None:
    """A scorecard and a list of problems fit the description."""
    import jsonschema

    document = client.get("/openapi.json").json()
    responses = document["paths"]["/evaluations/{key}"]["put"]["responses"]
    for answer in (put(client, "1", evaluation()), put(client, "2", "[]")):
        described = responses[str(answer.status_code)]["content"]["application/json"]
        jsonschema.validate(
            answer.json(), {**described["schema"], "components": document["components"]}
        )
