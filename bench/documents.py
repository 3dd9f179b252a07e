"""The PDF of a plan against a bare typesetter."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Iterator
from datetime import UTC, datetime, time
from functools import partial

from app.export.outline import Showing
from app.export.paper import paper
from app.export.pdf import pdf, typeset
from app.language.reader import ENGLISH
from app.plan.assemble import assemble
from bench.row import Goal, Row, compared, seconds
from tests.cases import case

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
    plan = assemble(case("D01").document)
    day = int(datetime.combine(plan.priced_at, time(), UTC).timestamp())
    whole, brief = Showing(), Showing(whole=False)
    typed = {
        name: json.dumps(paper(plan, ENGLISH, showing), ensure_ascii=False)
        for name, showing in (("whole", whole), ("summary", brief))
    }
    baseline = "a bare typst child, five pages"
    for name, goal in (("whole", 2), ("summary", 2)):
        yield compared(
            f"PDF of D01, {name}, typeset anew",
            baseline,
            seconds(partial(typeset, typed[name], day)),
            seconds(bare),
            goal=Goal(goal),
        )
    yield compared(
        "PDF of D01 asked for again",
        baseline,
        seconds(partial(pdf, plan, ENGLISH, whole)),
        seconds(bare),
        goal=Goal(2),
    )
