"""A plan as the values of its printed document: plain JSON, all of it words and pictures.

Nothing in it is markup of the typesetter: a person's words arrive there as strings and stay so.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from app.advice.finding import VerdictKind
from app.charts.of_plan import OF_MONEY, chart, finish_title
from app.charts.printable import one_line, printable
from app.charts.svg import svg
from app.estimate.estimate import Chance
from app.export.closing import signed_and_since
from app.export.content import Part, content
from app.export.grounds import grounds
from app.export.hidden_money import without_sums
from app.export.outline import Showing
from app.export.paper_blocks import HALF, Json, Setting, on_paper
from app.language.message import Message, message
from app.language.reader import Reader
from app.plan.plan import Plan, Signed

NUMBERS: tuple[tuple[str, Message], ...] = (
    ("cost", message("Cost to build")),
    ("running", message("Running cost a month")),
)


@dataclass(frozen=True, slots=True)
class Remark:
    """What somebody wrote beside a section, where a reader wants it printed."""

    section: str
    name: str
    day: str
    words: str


def paper(
    plan: Plan, reader: Reader, showing: Showing, remarks: tuple[Remark, ...] = ()
) -> dict[str, Json]:
    """All that the document shows, in its order."""
    shown = plan if showing.money else without_sums(plan)
    setting = Setting(shown, reader, showing, grounds(shown))
    document: dict[str, Json] = {
        # The strict standard asks for a title, and a plan need not have one.
        "title": one_line(shown.title) or reader.say(message("New plan")),
        "lang": reader.tag.split("-")[0],
        "region": reader.tag.partition("-")[2] or None,
        "brief": not showing.whole,
        "line": _line(shown, reader),
        "verdict": _verdict(shown, reader),
        "numbers": _numbers(setting),
        "parts": [_part(part, setting) for part in content(shown, showing)],
        "remarks": [
            {"section": r.section, "name": r.name, "day": r.day, "words": r.words} for r in remarks
        ],
        "words": {key: reader.say(words) for key, words in FIXED.items()},
    }
    return {key: cleaned(value) for key, value in document.items()}


def cleaned(value: Json) -> Json:
    """The same values, with every string made fit for paper."""
    if isinstance(value, str):
        return printable(value)
    if isinstance(value, list):
        return [cleaned(inner) for inner in value]
    if isinstance(value, dict):
        # A picture's own words were cleaned as it was drawn.
        return {key: inner if key == "svg" else cleaned(inner) for key, inner in value.items()}
    return value


def _line(plan: Plan, reader: Reader) -> list[Json]:
    said = [message("Prices of {day}", day=plan.priced_at)]
    if plan.estimate is not None:
        said.append(plan.estimate.milestone)
    said.append(message("{n} of {all} questions answered", n=plan.answered, all=plan.asked))
    if plan.signed is not None:
        said.append(_signed(plan.signed))
    return [reader.say(words) for words in said]


def _signed(signed: Signed) -> Message:
    """In few words: one line holds all that is said above the verdict."""
    if signed.changes:
        return signed_and_since(signed)
    return message("Signed version {number}", number=str(signed.number))


def _verdict(plan: Plan, reader: Reader) -> Json:
    verdict = plan.verdict
    return {
        "opening": reader.say(verdict.opening),
        "sentence": reader.say(verdict.sentence),
        "reasons": " ".join(reader.say(reason) for reason in verdict.reasons),
        "rules": ", ".join(verdict.rules),
        "flags": [reader.say(flag) for flag in verdict.red_flags],
        "stop": verdict.kind is VerdictKind.STOP,
    }


def _numbers(setting: Setting) -> Json:
    plan, reader = setting.plan, setting.reader
    if plan.estimate is None:
        return None
    titles = (("finish", finish_title(plan.kickoff, reader)), *NUMBERS)
    pictures: list[Json] = []
    for name, title in titles:
        drawing = chart(name, plan, reader, HALF)
        if drawing is not None and (setting.showing.money or name not in OF_MONEY):
            picture: Json = {
                "title": reader.say(title),
                "svg": str(svg(drawing, name)),
                "alt": drawing.description,
            }
            pictures.append(picture)
    return {
        "pictures": pictures,
        "chances": _chances(plan.estimate.chance, setting),
        "warnings": [reader.say(warning) for warning in plan.estimate.warnings],
    }


def _chances(chance: Chance, setting: Setting) -> list[Json]:
    money = setting.showing.money
    shares = (
        (message("the date"), chance.by_deadline),
        (message("the budget"), chance.within_budget if money else None),
        (message("both"), chance.both if money else None),
    )
    return [
        {"words": setting.reader.say(words), "count": round(share * 100)}
        for words, share in shares
        if share is not None
    ]


def _part(part: Part, setting: Setting) -> Json:
    say = setting.reader.say
    return {
        "id": str(part.section),
        "title": say(part.title),
        "remark": say(part.remark) if part.remark else "",
        "blocks": [on_paper(block, setting) for block in part.blocks],
    }


FIXED: Mapping[str, Message] = {
    "chosen": message("What is chosen"),
    "why": message("Why"),
    "what": message("What"),
    "how": message("How"),
    "when": message("When"),
    "instead": message("Instead"),
    "reopen": message("Reopen"),
    "rule": message("Rule"),
    "answers": message("Answers"),
    "assumed": message("Assumed"),
    "as_assumed": message("assumed"),
    "chance": message("Chance to meet"),
    "of_100": message("in 100"),
    "against": message("Against it"),
    "likelihood": message("Likelihood"),
    "effect": message("effect"),
    "watched": message("Watched by"),
    "checked": message("checked on"),
    "this_project": message("This project"),
    "machine_time": message("Machine time of one training run"),
    "customization": message("Customization"),
    "objective": message("Objective"),
    "expertise": message("Expertise"),
    "score": message("Score of 100"),
    "question": message("Question"),
    "because": message("Because"),
    "evidence": message("Evidence"),
    "flags": message("Not acceptable as planned"),
    "remarks": message("Comments"),
    "legend": message(
        "Plan (P50): 1 such project in 2 ends by here. Commit (P80): 4 in 5 do; about 1 in 5"
        " takes longer. The thin line ends at P95, which is not a worst case."
    ),
}
