"""What the OpenAPI description says of bodies that handlers read themselves, and of answers."""

from __future__ import annotations

from typing import Any

from pydantic import BaseModel, ConfigDict, Field

Schema = dict[str, Any]
Described = dict[int | str, dict[str, Any]]


class Fault(BaseModel):
    """One thing that is wrong, and with which question or field, if with one."""

    question: str | None = None
    field: str | None = None
    message: str


class Errors(BaseModel):
    """Everything that is wrong, at once. Nothing was stored."""

    errors: list[Fault] = Field(min_length=1)


class AnswerChanged(Errors):
    """Somebody answered in the meantime: both answers."""

    question: str
    version: int
    kept: Any
    yours: Any


class ActualChanged(Errors):
    """Somebody said something else in the meantime: both, as they are kept."""

    version: int
    kept: Any
    yours: Any


class PlanStarted(BaseModel):
    """The token is shown this once."""

    id: str
    url: str
    edit_url: str
    edit_token: str


class AnswerKept(BaseModel):
    question: str
    version: int


class LinkMade(BaseModel):
    """The token is shown this once."""

    id: str
    url: str
    token: str


class VersionMade(BaseModel):
    id: int
    number: int
    name: str
    bank_version: str
    created_at: str


class VersionsListed(BaseModel):
    versions: list[VersionMade]


class LinkListed(BaseModel):
    """A link without its token, which nobody knows any more."""

    id: str
    role: str
    label: str
    phase: str | None
    version: int | None
    hide_money: bool
    created_at: str
    expires_at: str | None
    revoked_at: str | None
    last_used_at: str | None


class LinksListed(BaseModel):
    links: list[LinkListed]


class ActualKept(BaseModel):
    version: int


class AnswersDocument(BaseModel):
    """What was said. A bare value means answered; a question that is absent is unseen."""

    model_config = ConfigDict(extra="allow")

    title: str = ""
    kickoff: str | None = Field(None, description="ISO 8601; without it no calendar dates")
    priced_at: str | None = Field(None, description="ISO 8601; without it the price table's date")
    answers: dict[str, Any] = Field(
        description="Question id to a value of its type, or to an object with state (answered, "
        "unknown, not_applicable), value, note, evidence, owner, by, reason."
    )
    actuals: dict[str, Any] | None = Field(
        None, description="What has happened: tasks with what they took, spent by kind of money."
    )
    decisions: list[dict[str, Any]] | None = Field(
        None, description="That it was chosen of several: instead_of (titles), why, by, on."
    )
    actions: dict[str, dict[str, Any]] | None = Field(
        None, description="Id of an action to owner, by, done_on, done_by."
    )


ANY_ANSWER: Schema = {
    "description": "An answer in the form used inside an answers document.",
    "examples": ["few_tasks", 8000, {"state": "unknown", "owner": "Support lead"}],
}


def takes(body: type[BaseModel] | Schema) -> dict[str, Any]:
    """The description of a body, for `openapi_extra`."""
    schema = body if isinstance(body, dict) else inlined(body.model_json_schema())
    content = {"application/json": {"schema": schema}}
    return {"requestBody": {"required": True, "content": content}}


def inlined(schema: Any, definitions: Schema | None = None) -> Any:
    """The schema with its definitions written out where they are used."""
    if isinstance(schema, list):
        return [inlined(item, definitions) for item in schema]
    if not isinstance(schema, dict):
        return schema
    known = definitions or schema.get("$defs", {})
    name = str(schema.get("$ref", "")).removeprefix("#/$defs/")
    if name:
        return inlined(known[name], known)
    return {key: inlined(value, known) for key, value in schema.items() if key != "$defs"}


def answers_with(
    status: int,
    document: type[BaseModel] | None,  # None: nothing comes back
    *refusals: int,
    changed: type[Errors] = AnswerChanged,
) -> Described:
    """The description of the answers: one success, and refusals in the errors document."""
    success: Described = {status: {"model": document} if document else {"description": "Done"}}
    models = {412: changed}
    return success | {refusal: {"model": models.get(refusal, Errors)} for refusal in refusals}
