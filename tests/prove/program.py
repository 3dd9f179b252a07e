"""A program that talks to a server, and the ledger of what the server has promised it."""

from __future__ import annotations

import http.client
import json
from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, field
from threading import Lock

from sqlalchemy import select

from app.store import tables
from app.store.database import open_database

# Questions that writers answer; the note makes each answer one of its kind.
QUESTIONS = {
    "S03": "few_tasks",
    "S06": "many_staff",
    "S07": "rework",
    "S08": "missing",
    "M01": "any_api",
}


@dataclass(frozen=True)
class Answered:
    status: int
    headers: Mapping[str, str]
    content: bytes

    @property
    def json(self) -> dict[str, object]:
        read: dict[str, object] = json.loads(self.content)
        return read


@dataclass
class Program:
    """One connection, kept open, to the server on a port of this machine."""

    port: int
    headers: dict[str, str] = field(default_factory=dict)
    patience: float = 60  # seconds
    connection: http.client.HTTPConnection | None = None

    def __enter__(self) -> Program:
        return self

    def __exit__(self, *_fault: object) -> None:
        self.hang_up()

    def ask(
        self, method: str, path: str, body: object = None, headers: Mapping[str, str] | None = None
    ) -> Answered:
        """The answer; OSError or HTTPException when the connection broke before it was whole."""
        if self.connection is None:
            self.connection = http.client.HTTPConnection("127.0.0.1", self.port, self.patience)
        content = body if isinstance(body, bytes) else json.dumps(body).encode()
        try:
            self.connection.request(
                method, path, None if body is None else content, {**self.headers, **(headers or {})}
            )
            response = self.connection.getresponse()
            return Answered(response.status, dict(response.headers), response.read())
        except (OSError, http.client.HTTPException):
            self.hang_up()
            raise

    def hang_up(self) -> None:
        if self.connection is not None:
            self.connection.close()
            self.connection = None


@dataclass(frozen=True)
class Plan:
    """A plan that a program started."""

    id: str
    token: str

    @property
    def path(self) -> str:
        return f"/api/v1/plans/{self.id}"

    @property
    def key(self) -> dict[str, str]:
        return {"Authorization": f"Bearer {self.token}"}


def start_plan(port: int, answers: Mapping[str, object] | None = None) -> Plan:
    with Program(port) as program:
        made = program.ask("POST", "/api/v1/plans", {"title": "Load", "answers": answers or {}})
    assert made.status == 201, made.content
    return Plan(str(made.json["id"]), str(made.json["edit_token"]))


Place = tuple[str, str]  # plan, question


@dataclass
class Ledger:
    """Every answer that the server has acknowledged: its place, its version, its words."""

    promised: dict[Place, dict[int, str]] = field(default_factory=lambda: defaultdict(dict))
    seen: dict[Place, int] = field(default_factory=dict)  # the latest version that we know of
    broken: list[str] = field(default_factory=list)
    lock: Lock = field(default_factory=Lock)

    def write_down(self, place: Place, version: int, words: str) -> None:
        with self.lock:
            self.seen[place] = max(version, self.seen.get(place, 0))
            before = self.promised[place].setdefault(version, words)
            if before != words:
                self.broken.append(f"{place} version {version}: {before!r} and {words!r}")

    def learn(self, place: Place, version: int) -> None:
        """Somebody else's answer stands there."""
        with self.lock:
            self.seen[place] = max(version, self.seen.get(place, 0))

    def promised_at_least(self, plan: Plan) -> dict[str, int]:
        """The latest promised version of each question of a plan, as of now."""
        with self.lock:
            return {
                question: max(versions)
                for (plan_id, question), versions in self.promised.items()
                if plan_id == plan.id and versions
            }

    @property
    def count(self) -> int:
        return sum(map(len, self.promised.values()))

    def not_kept(self, database_url: str) -> list[str]:
        """The promises that the database does not hold, each with what stands there instead."""
        database = open_database(database_url)
        with database.connection(writing=False) as connection:
            columns = tables.answer.c
            rows = connection.execute(
                select(columns.plan_id, columns.question, columns.version, columns.note)
            ).all()
        database.close()
        kept = {(plan, question, version): note for plan, question, version, note in rows}
        return self.broken + [
            f"{place} version {version}: {words!r}, found {kept.get((*place, version))!r}"
            for place, versions in self.promised.items()
            for version, words in versions.items()
            if kept.get((*place, version)) != words
        ]


def answer(program: Program, plan: Plan, question: str, words: str, ledger: Ledger) -> Answered:
    """Gives an answer on top of the latest one we know of, and writes down the promise."""
    place = (plan.id, question)
    tag = f'"{ledger.seen.get(place, 0)}"'
    body = {"value": QUESTIONS[question], "note": words}
    said = program.ask(
        "PUT", f"{plan.path}/answers/{question}", body, {**plan.key, "If-Match": tag}
    )
    if said.status == 200:
        ledger.write_down(place, int(str(said.json["version"])), words)
    elif said.status == 412:
        ledger.learn(place, int(str(said.json["version"])))
    return said
