"""The blocks of a section as values of the printed document."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from app.advice.finding import Finding, Source, Stance
from app.charts.figures import plan_to_commit
from app.charts.letters import text_width
from app.charts.of_plan import OF_MONEY, chart
from app.charts.svg import svg
from app.export import blocks as b
from app.export.grounds import Ground, behind
from app.export.names import EXPERTISE, KINDS, LEVELS, PLACES, STANCES, TRUST, when_due
from app.export.outline import Showing
from app.export.worded import worded
from app.language.message import Message, Unit, message
from app.language.reader import Reader
from app.plan.plan import CheatSheetColumn, Plan, SaidAnswer, Stage

Json = None | bool | int | float | str | list["Json"] | dict[str, "Json"]

FULL, HALF = 730, 349  # widths of pictures in pixels, of 0.674 points each
SHOWN_SOURCES = 2
UNBROKEN = 13  # letters: a date or a figure with its unit stays on one line
SAFE = ("https://", "http://")


@dataclass(frozen=True, slots=True)
class Setting:
    """Whose plan, in which language, for whom."""

    plan: Plan
    reader: Reader
    showing: Showing
    grounds: Mapping[str, Ground]

    def say(self, words: Message | None) -> str:
        return self.reader.say(words) if words is not None else ""


def on_paper(block: b.Block, setting: Setting) -> Json:
    """The block with its kind, by which the typesetter knows how to set it."""
    return {"kind": block.kind, **SET[block.kind](block, setting)}


def safe_link(address: str | None) -> str:
    """An address that may be followed from a document; anything else is no link."""
    return address if address and address.startswith(SAFE) and address.isprintable() else ""


def _says(block: b.Heading | b.Text, setting: Setting) -> dict[str, Json]:
    return {
        "says": setting.say(block.says),
        "note": isinstance(block, b.Text) and block.note,
    }


def _chart(block: b.Chart, setting: Setting) -> dict[str, Json]:
    hidden = block.name in OF_MONEY and not setting.showing.money
    width = HALF if block.half else FULL
    drawing = None if hidden else chart(block.name, setting.plan, setting.reader, width)
    if drawing is None:
        return {"svg": "", "alt": "", "half": block.half}
    text = str(svg(drawing, block.name))
    return {"svg": text, "alt": drawing.description, "half": block.half}


def _table(block: b.Table, setting: Setting) -> dict[str, Json]:
    table = worded(block.for_reading, setting.reader)
    heads: list[Json] = [column.title for column in table.columns]
    return {
        "title": table.title,
        "heads": heads,
        "figures": [column.figures for column in table.columns],
        "shares": [
            _share_of(column.title, [row[place] for row in table.rows], column.figures)
            for place, column in enumerate(table.columns)
        ],
        "rows": [list(row) for row in table.rows],
    }


def _share_of(head: str, cells: list[str], figures: bool) -> float:
    """How much of the width a column asks for: its longest word, and a part of its longest text."""
    parts = [[cell] if figures or len(cell) <= UNBROKEN else cell.split() for cell in cells]
    words = [*head.split(), *(word for part in parts for word in part)]
    head_in_three = text_width(head, 10) / 3 + 12
    longest_word = max((text_width(word, 10) for word in words), default=20.0)
    longest = max((text_width(cell, 10) for cell in [*cells, head]), default=20.0)
    return round(
        max(longest_word + 8, head_in_three, min(longest / 2, 190) if not figures else 0), 1
    )


def _facts(block: b.Facts, setting: Setting) -> dict[str, Json]:
    return {"rows": [[setting.say(name), setting.say(words)] for name, words in block.rows]}


def _items(block: b.Items, setting: Setting) -> dict[str, Json]:
    return {"says": [setting.say(words) for words in block.says], "ordered": block.ordered}


def _aside(block: b.Aside, setting: Setting) -> dict[str, Json]:
    inner = [on_paper(inside, setting) for inside in block.blocks]
    return {"summary": setting.say(block.summary), "blocks": inner}


def _findings(block: b.Findings, setting: Setting) -> dict[str, Json]:
    return {
        "title": setting.say(block.title),
        "brief": not setting.showing.whole,
        "findings": [_finding(finding, setting) for finding in block.findings],
    }


def _finding(finding: Finding, setting: Setting) -> Json:
    rejected = finding.stance is Stance.AVOID
    rows = [
        ("why", finding.why),
        ("instead", finding.how) if rejected else ("what", finding.rule.says),
        *(() if rejected else (("how", finding.how),)),
        *((("reopen" if rejected else "when", finding.when),) if finding.when else ()),
    ]
    known = behind(finding.because, setting.grounds)
    return {
        "status": setting.say(STANCES[finding.stance]),
        "chosen": finding.stance is Stance.DO,
        "title": setting.say(finding.title),
        "rows": [[name, setting.say(words)] for name, words in rows],
        "rule": ", ".join([finding.rule.id, *(also.id for also in finding.also)]),
        "sources": [_source(source, setting) for source in finding.rule.sources[:SHOWN_SOURCES]],
        "because": [
            {"words": setting.say(ground.words), "assumed": ground.assumed} for ground in known
        ],
    }


def _source(source: Source, setting: Setting) -> Json:
    return {
        "title": setting.say(source.named),
        "url": safe_link(source.url),
        "trust": setting.say(TRUST[source.trust]),
    }


def _lifecycle(block: b.Lifecycle, setting: Setting) -> dict[str, Json]:
    return {"stages": [_stage(stage, setting) for stage in block.stages]}


def _stage(stage: Stage, setting: Setting) -> Json:
    weeks = ""
    if stage.weeks is not None:
        span = plan_to_commit(stage.weeks, Unit.WEEKS, setting.reader)
        weeks = setting.say(message("{range} weeks", range=span))
    boxes: list[Json] = [
        {
            "id": box.id,
            "title": setting.say(box.title),
            "place": str(box.place),
            "status": setting.say(PLACES[box.place]),
            "reason": setting.say(box.reason),
            "rule": box.rule.id if box.rule else "",
        }
        for box in stage.boxes
    ]
    return {"id": stage.id, "title": setting.say(stage.title), "weeks": weeks, "boxes": boxes}


def _cheat_sheet(block: b.CheatSheet, setting: Setting) -> dict[str, Json]:
    return {"columns": [_sheet_column(column, setting) for column in block.columns]}


def _sheet_column(column: CheatSheetColumn, setting: Setting) -> Json:
    own = "—"
    if column.phase_weeks is not None:
        span = plan_to_commit(column.phase_weeks, Unit.WEEKS, setting.reader)
        own = setting.say(message("{range} weeks", range=span))
    if column.phase_days is not None:
        span = plan_to_commit(column.phase_days, Unit.PERSON_DAYS, setting.reader)
        own += ", " + setting.say(message("{range} days’ work", range=span))
    return {
        "title": setting.say(column.title),
        "status": setting.say(PLACES[column.place]),
        "lit": column.needed,
        "own": own,
        "score": str(column.score),
        "machine_time": setting.say(column.training_duration),
        "customization": " ".join(setting.say(words) for words in column.customization),
        "objective": setting.say(column.objective),
        "expertise": setting.say(EXPERTISE[column.expertise]),
    }


def _risks(block: b.Risks, setting: Setting) -> dict[str, Json]:
    return {
        "brief": not setting.showing.whole,
        "risks": [
            {
                "title": setting.say(risk.title),
                "likelihood": setting.say(LEVELS[risk.likelihood]),
                "effect": setting.say(LEVELS[risk.effect]),
                "happens": setting.say(risk.happens),
                "against": setting.say(risk.mitigation),
                "owner": setting.say(risk.owner),
                "names": " · ".join([risk.rule.id, *risk.named_by]),
            }
            for risk in block.risks
        ],
    }


def _duties(block: b.Duties, setting: Setting) -> dict[str, Json]:
    day = setting.reader.day
    return {
        "duties": [
            {
                "title": setting.say(duty.title),
                "how": setting.say(duty.how),
                "from": setting.say(block.binds(duty)),
                "checked": day(duty.checked_on) if duty.checked_on else "",
                "rule": duty.rule.id,
            }
            for duty in block.duties
        ]
    }


def _assumptions(block: b.Assumptions, setting: Setting) -> dict[str, Json]:
    return {
        "rows": [
            [setting.say(row.asks), setting.say(row.assumed), setting.say(row.why)]
            for row in block.assumptions
        ]
    }


def _actions(block: b.Actions, setting: Setting) -> dict[str, Json]:
    rows: list[Json] = []
    for action in block.actions:
        when = setting.say(when_due(action))
        who = ", ".join(part for part in (setting.say(action.owner), when) if part)
        rows.append([setting.say(KINDS[action.kind]), setting.say(action.title), who])
    return {"rows": rows}


def _answers(block: b.AnswerList, setting: Setting) -> dict[str, Json]:
    return {
        "title": setting.say(block.title),
        "answers": [_answer(said, setting) for said in block.answers],
    }


def _answer(said: SaidAnswer, setting: Setting) -> Json:
    return {
        "asks": setting.say(said.asks),
        "words": setting.say(said.words),
        "at_odds": [setting.say(clash) for clash in said.at_odds],
        "note": said.answer.note,
        "evidence": said.answer.evidence,
        "link": safe_link(said.answer.evidence),
    }


def _sources(block: b.Sources, setting: Setting) -> dict[str, Json]:
    return {"sources": [_source(source, setting) for source in block.sources]}


# By the kind of a block, so that a new kind without a way to print it fails at once.
SET: Mapping[str, Callable[..., dict[str, Json]]] = {
    b.Heading.kind: _says,
    b.Text.kind: _says,
    b.Chart.kind: _chart,
    b.Table.kind: _table,
    b.Facts.kind: _facts,
    b.Items.kind: _items,
    b.Aside.kind: _aside,
    b.Findings.kind: _findings,
    b.Lifecycle.kind: _lifecycle,
    b.CheatSheet.kind: _cheat_sheet,
    b.Risks.kind: _risks,
    b.Duties.kind: _duties,
    b.Assumptions.kind: _assumptions,
    b.Actions.kind: _actions,
    b.AnswerList.kind: _answers,
    b.Sources.kind: _sources,
}
