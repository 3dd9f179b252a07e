"""The PDF of a plan against a bare typesetter."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import closing
from dataclasses import replace
from functools import partial

from app.export.outline import Showing
from app.export.paper import paper
from app.export.pdf import pdf, typeset
from app.export.typesetters import Typesetters
from app.language.reader import ENGLISH
from app.plan.assemble import assemble
from app.plan.plan import Plan
from bench.row import Goal, Row, compared, seconds
from tests.cases import case

DAY = 1_790_000_000  # the date of the documents, in Unix time

# Five pages of a heading, prose and a table each, typeset by a child process that does only that.
BARE = """
import sys, tempfile, typst
from pathlib import Path
page = "= Page\\n" + "A sentence of plain prose, as plans have them. " * 60 + \
    "\\n#table(columns: 4, ..range(60).map(n => [#n]))\\n#pagebreak(weak: true)\\n"
with tempfile.TemporaryDirectory() as folder:
    source = Path(folder) / "bare.typ"
    source.write_text(page * 5)
    fonts = typst.Fonts(include_system_fonts=False, include_embedded_fonts=True)
    sys.stdout.buffer.write(typst.compile(str(source), root=folder, font_paths=fonts))
"""


def bare() -> None:
    subprocess.run([sys.executable, "-I", "-c", BARE], check=True, capture_output=True)


def rows() -> Iterator[Row]:
    whole, brief = Showing(), Showing(whole=False)
    noted = "PDF of D01 after a note on one answer"
    yield against_bare(noted, next_of(noting(whole)), Goal(2))
    yield against_bare("its summary under another title", next_of(renaming(brief)), Goal(2))
    plan = assemble(case("D01").document)
    yield against_bare("PDF of D01 asked for again", partial(pdf, plan, ENGLISH, whole), Goal(2))
    # The title stands at the foot of every page, so that nothing laid out before is of use.
    yield against_bare("PDF of D01 under another title", next_of(renaming(whole)), None)
    yield against_bare("PDF of D01, a typesetter's first document", first_of(plan), None)


def against_bare(name: str, ours: Callable[[], object], goal: Goal | None) -> Row:
    return compared(name, "a bare typst child, five pages", seconds(ours), seconds(bare), goal=goal)


def noting(showing: Showing) -> Iterator[str]:
    """D01 time and again, each time with another note on one answer, as values to typeset."""
    document = case("D01").document
    said = document.answers.given["S03"]
    for number in range(24):
        answers = document.answers.with_answer("S03", replace(said, note=f"As of week {number}"))
        yield values(assemble(replace(document, answers=answers)), showing)


def renaming(showing: Showing) -> Iterator[str]:
    plan = assemble(case("D01").document)
    for number in range(24):
        yield values(replace(plan, title=f"Support chat, week {number}"), showing)


def values(plan: Plan, showing: Showing) -> str:
    return json.dumps(paper(plan, ENGLISH, showing), ensure_ascii=False)


def next_of(documents: Iterator[str]) -> Callable[[], object]:
    """Typesets the next of some documents; the process that does it stays."""
    ready = iter(list(documents))
    return lambda: typeset(next(ready), DAY)


def first_of(plan: Plan) -> Callable[[], object]:
    data = values(plan, Showing())

    def typeset_first() -> None:
        with closing(Typesetters()) as typesetters, typesetters.one() as typesetter:
            typesetter.typeset(data, DAY)

    return typeset_first
