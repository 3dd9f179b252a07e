"""Pages and saves: our server against the same work without a database, raw, or by other means."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile
import urllib.request
from collections.abc import Iterator, Mapping
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path

from app.settings import Settings
from app.store.migrations import migrate
from bench.load import requests_per_second, server
from bench.row import Goal, Row, compared
from tests.cases import case

OURS = "bench.baselines.page_without_database:create()"
BARE_WORKER = "import sqlmodel, fastapi, uvicorn, numpy"
SCRIPTS = Path(tempfile.gettempdir())


@dataclass(frozen=True)
class Started:
    """A plan of D01 on a server of ours."""

    address: str
    id: str
    token: str

    @property
    def rights(self) -> Mapping[str, str]:
        return {"Authorization": f"Bearer {self.token}"}

    @property
    def question(self) -> str:
        return f"{self.address}/plans/{self.id}/questions/M07"


def environment(data: Path) -> dict[str, str]:
    return {
        "BENCH_DATA": str(data),
        "SCOPEWRIGHT_DATA": str(data),
        "SCOPEWRIGHT_RATE_LIMITS": "off",
    }


def started(address: str) -> Started:
    body = json.dumps({"title": "Bench", "answers": case("D01").raw_answers}).encode()
    request = urllib.request.Request(
        f"{address}/api/v1/plans", body, {"Content-Type": "application/json"}
    )
    made = json.load(urllib.request.urlopen(request))
    plan = Started(address, made["id"], made["edit_token"])
    asked = urllib.request.Request(plan.question, headers=dict(plan.rights))
    urllib.request.urlopen(asked).read()
    return plan


def lua(name: str, method: str, bodies: list[str], headers: Mapping[str, str]) -> Path:
    """A script for wrk that sends the bodies in turn."""
    quoted = ", ".join(json.dumps(body) for body in bodies)
    lines = [f'wrk.headers["{key}"] = "{value}"' for key, value in headers.items()]
    lines += [
        f"local bodies, turn = {{{quoted}}}, 0",
        "request = function()",
        "  turn = turn % #bodies + 1",
        f'  return wrk.format("{method}", nil, nil, bodies[turn])',
        "end",
    ]
    path = SCRIPTS / f"scopewright-bench-{name}.lua"
    path.write_text("\n".join(lines))
    return path


def rows() -> Iterator[Row]:
    with tempfile.TemporaryDirectory() as folder, ExitStack() as servers:
        data = Path(folder)
        os.environ["SCOPEWRIGHT_RATE_LIMITS"] = "off"
        migrate(Settings(data=data).database)
        plan = started(servers.enter_context(server(OURS, environment(data))))
        yield page_row(plan)
        yield from form_library_rows(plan, data)
        yield from save_rows(plan, data)
        yield start_row(data)
        yield resident_row(data)


def page_row(plan: Started) -> Row:
    return compared(
        "question page of D01, panel at hand, from SQLite",
        "the same page without a database",
        requests_per_second(plan.question, script=reading(plan)),
        requests_per_second(f"{plan.address}/bench/plan/questions/M07"),
        goal=Goal(0.6, at_most=False),
        unit="requests/s",
    )


def reading(plan: Started) -> Path:
    return lua("read", "GET", [""], plan.rights)


def form_library_rows(plan: Started, data: Path) -> Iterator[Row]:
    """What a person would pick instead, each with its answers in SQLite."""
    goals = {"formtools_app": (8, "S01/"), "wtforms_app": (2, "S01")}
    for module, (bound, step) in goals.items():
        with server(f"bench.baselines.{module}:app", environment(data)) as address:
            yield compared(
                "question page, rights and panel in",
                f"the step by {module.removesuffix('_app')}",
                requests_per_second(plan.question, script=reading(plan)),
                requests_per_second(f"{address}/steps/{step}"),
                goal=Goal(bound, at_most=False),
                unit="requests/s",
            )


def save_rows(plan: Started, data: Path) -> Iterator[Row]:
    ours = lua("save", "PUT", ['"few_tasks"', '"one_task"'],
               {**plan.rights, "Content-Type": "application/json"})  # fmt: skip
    form = {"Content-Type": "application/x-www-form-urlencoded"}
    raw = lua("raw", "POST", ["value=few_tasks", "value=one_task"], form)
    with server("bench.baselines.raw_save:app", environment(data)) as address:
        for connections in (1, 8):
            yield compared(
                f"save one answer, {connections} at a time",
                "one raw sqlite3 upsert at FULL",
                requests_per_second(
                    f"{plan.address}/api/v1/plans/{plan.id}/answers/S03",
                    script=ours,
                    connections=connections,
                ),
                requests_per_second(
                    f"{address}/plans/x/answers/S03", script=raw, connections=connections
                ),
                goal=Goal(0.5, at_most=False),
                unit="saves/s",
            )


def timed_child(code: str, data: Path) -> float:
    """Seconds that a Python of its own takes for some code."""
    timer = f"import time; t = time.perf_counter()\n{code}\nprint(time.perf_counter() - t)"
    return float(printed(timer, data))


def printed(code: str, data: Path) -> str:
    return subprocess.run(
        [sys.executable, "-c", code],
        env={**os.environ, **environment(data)},
        check=True,
        capture_output=True,
        text=True,
    ).stdout


FIRST_PAGE = """
from app.main import create_app
from starlette.testclient import TestClient
with TestClient(create_app()) as client:
    assert client.get("/").status_code == 200
"""
IMPORTS = "import app.main, starlette.testclient\n" + BARE_WORKER


def start_row(data: Path) -> Row:
    return compared(
        "start to the first page",
        "its imports",
        lambda: timed_child(FIRST_PAGE, data),
        lambda: timed_child(IMPORTS, data),
        goal=Goal(1.5),
    )


# The most of this program alone: what the kernel counts for a child begins with its parent's.
RESIDENT = """
import pathlib, re
status = pathlib.Path("/proc/self/status").read_text()
print(int(re.search(r"VmHWM:\\s+(\\d+) kB", status)[1]) / 1024)
"""


BARE_ANSWER = f"""
{BARE_WORKER}
from starlette.testclient import TestClient
application = fastapi.FastAPI()
application.get("/")(lambda: "well")
with TestClient(application) as client:
    assert client.get("/").status_code == 200
"""


def resident_row(data: Path) -> Row:
    """Both sides have served their first answer."""
    return compared(
        "resident after the first page",
        "FastAPI with SQLModel and numpy",
        lambda: float(printed(FIRST_PAGE + RESIDENT, data)),
        lambda: float(printed(BARE_ANSWER + RESIDENT, data)),
        goal=Goal(1.5),
        unit="MiB",
        rounds=5,
    )
