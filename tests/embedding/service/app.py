"""
A service that scores evaluations and keeps the scorecards in PostgreSQL.

Run it with ``DATABASE_URL=postgresql://… uvicorn app:app``.
"""

from __future__ import annotations

import os
from contextlib import asynccontextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import psycopg
from fastapi import Depends, FastAPI, HTTPException, Request, Response
from fastapi.responses import JSONResponse
from psycopg.errors import UntranslatableCharacter

import lzeval as lz
from lzeval.codec import from_plain, to_plain

if TYPE_CHECKING:
    from collections.abc import AsyncIterator

LARGEST = 4_000_000
"""The most bytes that a request may have."""

SCHEMA = Path(__file__).with_name("schema.sql").read_text("utf-8")
DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


def connect() -> psycopg.Connection[Any]:
    """Open a connection; a pool would do the same."""
    return psycopg.connect(os.environ["DATABASE_URL"])


@asynccontextmanager
async def prepared(_: FastAPI) -> AsyncIterator[None]:
    """Make the table, if this is the first time."""
    with connect() as connection:
        connection.execute(SCHEMA)
    yield


app = FastAPI(title="Evaluations", version=lz.__version__, lifespan=prepared)


# --- what is wrong is told all at once -------------------------------------------


@app.exception_handler(lz.errors.LzevalError)
async def refuse(_: Request, error: lz.errors.LzevalError) -> JSONResponse:
    """Answer with every problem of the input and its path."""
    problems = getattr(error, "problems", (lz.errors.Problem("$", str(error)),))
    told = [{"path": one.place, "message": one.message} for one in problems]
    return JSONResponse({"code": error.code, "problems": told}, 422)


@app.exception_handler(UntranslatableCharacter)
async def refuse_nul(_: Request, __: UntranslatableCharacter) -> JSONResponse:
    """Answer where PostgreSQL cannot keep what JSON can say."""
    told = [{"path": "$", "message": "holds the character U+0000"}]
    return JSONResponse({"code": "invalid-file", "problems": told}, 422)


async def body(request: Request) -> str:
    """Take the text of a request, and no more than is sensible."""
    taken = bytearray()
    async for piece in request.stream():
        taken += piece
        if len(taken) > LARGEST:
            raise HTTPException(413, "an evaluation has at most 4 MB")
    try:
        return taken.decode("utf-8")
    except UnicodeDecodeError as error:
        problem = lz.errors.Problem("$", f"is not UTF-8 at byte {error.start}")
        raise lz.errors.InvalidFileError("body", (problem,)) from None


# --- in and out -------------------------------------------------------------------


@app.put("/evaluations/{key}")
def hand_in(key: str, text: Annotated[str, Depends(body)], response: Response) -> Any:
    """
    Score an evaluation and keep the scorecard; to ask again changes nothing.

    The answer is sent after the database has it. A client that gets none asks again
    with the same key and the same evaluation, and gets what was kept.
    """
    evaluation = lz.loads(text, source="body", expect=lz.Evaluation)
    card = evaluation.evaluate()
    with connect() as connection:
        done = connection.execute(
            "INSERT INTO scorecards (id, content_hash, card) VALUES (%s, %s, %s)"
            " ON CONFLICT (id) DO NOTHING",
            [key, card.content_hash, lz.dumps(card)],
        )
    kept = stored(key)
    if kept.content_hash != card.content_hash:
        raise HTTPException(409, "another evaluation has this key")
    response.status_code = 201 if done.rowcount else 200
    return to_plain(kept)


@app.get("/evaluations/{key}")
def scorecard(key: str) -> Any:
    """Give the scorecard."""
    return to_plain(stored(key))


@app.get("/evaluations/{key}/audit")
def audit(key: str) -> Any:
    """Say what is wrong with the evaluation, or odd about it."""
    return lz.audit(stored(key).evaluation).to_plain()


@app.get("/evaluations/{key}/report.docx")
def report(key: str, locale: str = "zh_CN") -> Response:
    """Write the report for Word."""
    rendered = lz.render(stored(key), "docx", locale=locale)
    return Response(rendered.content, media_type=DOCX)


def stored(key: str) -> lz.Scorecard:
    """
    Read a scorecard from the database.

    Its figures are compared with one another: one that was changed is an error.
    """
    with connect() as connection:
        query = "SELECT card FROM scorecards WHERE id = %s"
        row = connection.execute(query, [key]).fetchone()
    if row is None:
        raise HTTPException(404, "no such evaluation")
    try:
        return from_plain(row[0], source=key, expect=lz.Scorecard)
    except lz.errors.LzevalError as error:
        raise HTTPException(500, f"what was kept is damaged: {error}") from error


# --- what others may rely on ------------------------------------------------------


def moved(schema: Any) -> Any:
    """Let references lead to where OpenAPI keeps its schemas."""
    if isinstance(schema, dict):
        return {
            key: value.replace("#/$defs/", "#/components/schemas/")
            if key == "$ref"
            else moved(value)
            for key, value in schema.items()
        }
    return [*map(moved, schema)] if isinstance(schema, list) else schema


def described() -> dict[str, Any]:
    """Describe the service by the JSON Schema of lzeval itself."""
    if app.openapi_schema is None:
        describe(FastAPI.openapi(app))  # which keeps it
    return app.openapi_schema or {}


def describe(document: dict[str, Any]) -> None:
    """Put into the description what FastAPI cannot know."""
    schemas = document["components"]["schemas"] = {"Problems": PROBLEMS}
    for kind in ("evaluation", "scorecard"):
        schema = moved(lz.schema(kind))
        schemas |= schema.pop("$defs")
        schemas[kind] = {k: v for k, v in schema.items() if not k.startswith("$")}
    wrong = {"description": "What is wrong with it", **content("Problems")}
    for path in document["paths"].values():
        for operation in path.values():
            operation["responses"]["422"] = wrong
            operation["responses"]["404"] = {"description": "No such evaluation"}
    one = document["paths"]["/evaluations/{key}"]
    kept = content("scorecard")
    one["get"]["responses"]["200"] = {"description": "The scorecard", **kept}
    one["put"]["requestBody"] = {"required": True, **content("evaluation")}
    one["put"]["responses"] = {
        "200": {"description": "It was handed in before", **kept},
        "201": {"description": "It is kept now", **kept},
        "409": {"description": "Another evaluation has this key"},
        "413": {"description": "It is too large"},
        "422": wrong,
    }


def content(name: str) -> dict[str, Any]:
    """Refer to a schema."""
    schema = {"$ref": f"#/components/schemas/{name}"}
    return {"content": {"application/json": {"schema": schema}}}


PROBLEMS = {
    "type": "object",
    "properties": {
        "code": {"type": "string"},
        "problems": {
            "type": "array",
            "items": {
                "type": "object",
                "properties": {
                    "path": {"type": "string"},
                    "message": {"type": "string"},
                },
                "required": ["path", "message"],
            },
        },
    },
    "required": ["code", "problems"],
}
app.openapi = described
