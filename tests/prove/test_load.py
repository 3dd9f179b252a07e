"""Many readers and writers at once: no answer that was acknowledged is lost, nothing fails."""

from __future__ import annotations

import random
import time
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from statistics import median, quantiles

import pytest

from tests.prove.conftest import Tell
from tests.prove.program import QUESTIONS, Answered, Ledger, Plan, Program, answer, start_plan
from tests.prove.server import Server
from tests.prove.sizes import sizes

pytestmark = pytest.mark.slow

PLANS = 4  # few, so that writers meet
WRITERS = 8
READERS = 16
MEBIBYTE = 2**20
# Two workers with full caches; what grows with the number of requests would pass it.
MOST_MEMORY = 900 * MEBIBYTE
MOST_GROWTH = 1.15  # from the middle of a long run to its end

Look = Callable[[Program, Plan], None]


@dataclass
class Crowd:
    """Everybody who uses one server at once, and what they met."""

    server: Server
    plans: list[Plan]
    deadline: float
    ledger: Ledger = field(default_factory=Ledger)
    statuses: Counter[tuple[str, int]] = field(default_factory=Counter)
    seconds: list[float] = field(default_factory=list)  # of each save
    complaints: list[str] = field(default_factory=list)

    def note(self, doing: str, said: Answered, expected: set[int]) -> None:
        self.statuses[doing, said.status] += 1
        if said.status not in expected:
            self.complaints.append(f"{doing}: {said.status} {said.content[:200]!r}")

    def write(self, number: int) -> None:
        """Answers anything anywhere; whoever was too late reads the newer version and goes on."""
        chance = random.Random(number)
        with Program(self.server.port) as program:
            for count in self.until_the_end():
                plan, question = chance.choice(self.plans), chance.choice(list(QUESTIONS))
                start = time.perf_counter()
                said = answer(program, plan, question, f"writer {number}, {count}", self.ledger)
                self.seconds.append(time.perf_counter() - start)
                self.note("save", said, {200, 412})

    def read(self, number: int) -> None:
        """Looks at pages and documents, and at nothing older than what was promised before."""
        chance = random.Random(-number)
        looks: Sequence[Look] = [*[self.page] * 12, self.home, self.document]
        with Program(self.server.port) as program:
            for _ in self.until_the_end():
                chance.choice(looks)(program, chance.choice(self.plans))

    def page(self, program: Program, plan: Plan) -> None:
        said = program.ask("GET", f"/plans/{plan.id}/questions/S03", headers=plan.key)
        self.note("question page", said, {200})

    def home(self, program: Program, plan: Plan) -> None:
        self.note("plan home", program.ask("GET", f"/plans/{plan.id}", headers=plan.key), {200})

    def document(self, program: Program, plan: Plan) -> None:
        promised = self.ledger.promised_at_least(plan)
        said = program.ask("GET", plan.path, headers=plan.key)
        self.note("plan with estimate", said, {200})
        versions = said.json["versions"]
        assert isinstance(versions, dict)
        older = {key: at for key, at in promised.items() if versions.get(key, 0) < at}
        if older:
            self.complaints.append(f"promised before it was asked, and not there: {older}")

    def until_the_end(self) -> Iterator[int]:
        number = 0
        while time.monotonic() < self.deadline:
            yield number
            number += 1

    def gather(self) -> list[int]:
        """Everybody at once until the deadline; the server's memory, ten times on the way."""
        start, memory = time.monotonic(), []
        with ThreadPoolExecutor(WRITERS + READERS) as people:
            crowd = [people.submit(self.write, number) for number in range(WRITERS)]
            crowd += [people.submit(self.read, number) for number in range(READERS)]
            for tenth in range(1, 11):
                wake = start + (self.deadline - start) * tenth / 10
                time.sleep(max(0, wake - time.monotonic()))
                memory.append(self.server.memory)
            for person in crowd:
                person.result()
        return memory


@sizes(short=3, long=360)
def test_a_crowd_loses_nothing_and_meets_no_error(
    size: int, server: Server, database_url: str, tell: Tell
) -> None:
    """`size` is in seconds."""
    plans = [start_plan(server.port) for _ in range(PLANS)]
    crowd = Crowd(server, plans, time.monotonic() + size)
    memory = crowd.gather()
    server.kill()  # what was promised is on the disk, not in a process
    assert not crowd.complaints, crowd.complaints[:5]
    assert crowd.ledger.count > size
    assert not crowd.ledger.not_kept(database_url)
    assert memory[-1] < MOST_MEMORY
    if size >= 60:
        assert memory[-1] < MOST_GROWTH * memory[5]
    tell(figures(crowd, memory, size))


def figures(crowd: Crowd, memory: list[int], size: int) -> str:
    slowest = quantiles(crowd.seconds, n=100)[98]
    return (
        f"{crowd.ledger.count:,} answers acknowledged and kept, "
        f"{crowd.statuses['save', 412]:,} told to look again, "
        f"{crowd.statuses.total():,} requests in {size} s, none failed; "
        f"save p50 {median(crowd.seconds) * 1000:.0f} ms, p99 {slowest * 1000:.0f} ms; "
        f"memory {memory[0] / MEBIBYTE:.0f} → {memory[-1] / MEBIBYTE:.0f} MiB"
    )
