"""The frozen version that must open for ever, and what it looked like when it was frozen.

`tests/export/golden/version.json` is what a database of the first release holds: it is never made
anew. What is made of it may be written better; then look at the difference, and

    python -m tests.golden

writes the documents again. `python -m tests.golden --freeze` makes the version itself, and is for
the day of a release only.
"""

from __future__ import annotations

import re
import sys
from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path

from lxml import html

from app.export.formats import FORMATS
from app.export.frozen import FrozenPlan, freeze, thaw
from app.export.outline import Showing
from app.language.message import verbatim
from app.language.reader import ENGLISH, reader
from app.lifecycle.answers import Answer, State
from app.lifecycle.document import AnswersDocument
from app.plan.assemble import assemble
from app.plan.plan import Decision, Plan
from app.store.kept import VersionInList
from app.web.reading.plan_page import plan_page
from app.web.rendering import Masthead, environment
from tests.cases import case

FOLDER = Path(__file__).parent / "export" / "golden"
VERSION = FOLDER / "version.json"
PAGE = "page.txt"
DOCUMENTS = (PAGE, "md", "json", "csv", "mmd", "ics")
# What today's page says of a version and explains beside it; and the words that a chart places,
# which stand in its description too.
TODAYS = (
    ".//aside[@class='standing']",
    ".//nav[@class='outline']",
    ".//p[contains(@class, 'part__terms')]",
    ".//div[@class='definition']",
    ".//*[local-name()='text']",
)
FROZEN_AT = datetime(2026, 11, 25, 12, tzinfo=UTC)


def document() -> AnswersDocument:
    """The help desk with a kick-off, a note and somebody to ask."""
    kind = case("D01").document
    said = kind.answers.given["S03"]
    answers = kind.answers.with_answer("S03", replace(said, note="See the minutes of 3 March."))
    asked = Answer(State.UNKNOWN, owner="Support lead", by=date(2026, 12, 15))
    answers = answers.with_answer("M09", asked)
    return replace(kind, kickoff=date(2027, 1, 11), priced_at=date(2026, 11, 23), answers=answers)


def made() -> Plan:
    """Its plan, with a decision."""
    decision = Decision(
        instead_of=(verbatim("Bought from a vendor"),),
        why=verbatim("It answers from our own articles."),
        by=verbatim("Anna Berg"),
        on=date(2026, 11, 25),
    )
    return replace(assemble(document()), decisions=(decision,))


def golden() -> FrozenPlan:
    return thaw(VERSION.read_text(encoding="utf-8"))


def page(frozen: FrozenPlan) -> str:
    """The page of the version, for its owner."""
    language = reader("en_GB")
    version = VersionInList(1, "For the board", frozen.plan.bank_version, FROZEN_AT)
    masthead = Masthead("golden", frozen.plan.title, "plan")
    shown = plan_page(frozen.plan, masthead, language, Showing(), None, version=version)
    template = environment("en_GB").get_template(shown.template)
    return template.render(page=shown, url_for=lambda name, **parts: f"/{name}")


def words(text: str) -> str:
    """What a page says, a line for each piece; markup and the layout of charts may improve."""
    (article,) = html.fromstring(text).xpath("//article[@class='document']")
    for part in article.xpath(" | ".join(TODAYS)):
        part.drop_tree()
    pieces = (re.sub(r"\s+", " ", piece).strip() for piece in article.itertext())
    return "\n".join(piece for piece in pieces if piece) + "\n"


def written(form: str, frozen: FrozenPlan) -> bytes:
    if form == PAGE:
        return words(page(frozen)).encode()
    return FORMATS[form].write_frozen(frozen, ENGLISH)


def main(wanted: list[str]) -> None:
    FOLDER.mkdir(exist_ok=True)
    if "--freeze" in wanted:
        VERSION.write_text(freeze(document(), made()) + "\n", encoding="utf-8")
    for form in DOCUMENTS:
        (FOLDER / f"plan.{form}").write_bytes(written(form, golden()))


if __name__ == "__main__":
    main(sys.argv[1:])
