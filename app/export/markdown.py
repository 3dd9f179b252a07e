"""The plan as Markdown, to paste into a wiki or a repository. A person's words stay words."""

from __future__ import annotations

import re
from collections.abc import Iterator

from app.charts.printable import one_line
from app.export.outline import Showing
from app.export.paper import paper
from app.export.paper_blocks import Json
from app.language.reader import Reader
from app.plan.plan import Plan

# Whatever Markdown or HTML inside it could take for markup.
SPECIAL = re.compile(r"([\\`*_{}\[\]<>#|~!&$^])")
AT_THE_START = re.compile(r"^(\d*)([-+=.)])(?=\s|=|-|$)")
Values = dict[str, Json]


def markdown(plan: Plan, reader: Reader, showing: Showing) -> str:
    """The same sections as the printed document; charts are replaced by their descriptions."""
    document = paper(plan, reader, showing)
    lines = [*_opening(document), *_numbers(document)]
    fixed = _values(document["words"])
    for part in _list(document["parts"]):
        lines += _part(_values(part), fixed)
    return re.sub(r"\n{3,}", "\n\n", "\n".join(lines)).strip() + "\n"


def words(value: Json) -> str:
    """One line of somebody's words, with everything that could be markup made harmless."""
    text = SPECIAL.sub(r"\\\1", one_line(str(value)))
    return AT_THE_START.sub(r"\1\\\2", text)


def _values(value: Json) -> Values:
    assert isinstance(value, dict)
    return value


def _list(value: Json) -> list[Json]:
    assert isinstance(value, list)
    return value


def _opening(document: Values) -> Iterator[str]:
    verdict = _values(document["verdict"])
    yield f"# {words(document['title'])}"
    yield ""
    yield " · ".join(words(said) for said in _list(document["line"]))
    yield ""
    yield f"**{words(verdict['opening'])}** {words(verdict['sentence'])}"
    yield ""
    yield f"{words(verdict['reasons'])} ({words(verdict['rules'])})"
    yield ""
    flags = _list(verdict["flags"])
    if flags:
        yield f"**{words(_values(document['words'])['flags'])}**"
        yield ""
        yield from (f"- {words(flag)}" for flag in flags)


def _numbers(document: Values) -> Iterator[str]:
    if document["numbers"] is None:
        return
    numbers = _values(document["numbers"])
    for picture in _list(numbers["pictures"]):
        shown = _values(picture)
        yield f"- **{words(shown['title'])}**: {words(shown['alt'])}"
    for chance in _list(numbers["chances"]):
        share = _values(chance)
        of_100 = words(_values(document["words"])["of_100"])
        yield f"- {words(share['words'])}: {share['count']} {of_100}"
    yield ""
    yield words(_values(document["words"])["legend"])
    yield ""
    yield from (f"- {words(warning)}" for warning in _list(numbers["warnings"]))


def _part(part: Values, fixed: Values) -> Iterator[str]:
    yield from ("", f"## {words(part['title'])}", "")
    for block in _list(part["blocks"]):
        yield from _block(_values(block), fixed)
        yield ""


def _block(block: Values, fixed: Values) -> Iterator[str]:
    write = WRITE.get(str(block["kind"]))
    if write is not None:
        yield from write(block)
    else:
        yield from WRITE_WITH_WORDS[str(block["kind"])](block, fixed)


def _heading(block: Values) -> Iterator[str]:
    yield f"### {words(block['says'])}"


def _text(block: Values) -> Iterator[str]:
    yield words(block["says"])


def _chart(block: Values) -> Iterator[str]:
    if block["alt"]:
        yield words(block["alt"])


def _table(block: Values) -> Iterator[str]:
    rows = _list(block["rows"])
    if not rows:
        return
    yield f"**{words(block['title'])}**"
    yield ""
    yield _row(block["heads"])
    sides = ["--:" if figures else "---" for figures in _list(block["figures"])]
    yield f"| {' | '.join(sides)} |"
    yield from (_row(row) for row in rows)


def _row(cells: Json) -> str:
    return f"| {' | '.join(words(cell) for cell in _list(cells))} |"


def _pairs(block: Values) -> Iterator[str]:
    for row in _list(block["rows"]):
        name, *said = _list(row)
        yield f"- **{words(name)}**: {' · '.join(words(part) for part in said if part)}"


def _items(block: Values) -> Iterator[str]:
    for place, said in enumerate(_list(block["says"]), 1):
        yield f"{place}. {words(said)}" if block["ordered"] else f"- {words(said)}"


def _lifecycle(block: Values) -> Iterator[str]:
    for found in _list(block["stages"]):
        stage = _values(found)
        yield f"- **{words(stage['title'])}** {words(stage['weeks'])}"
        for inside in _list(stage["boxes"]):
            box = _values(inside)
            yield (
                f"  - {words(box['title'])}: {words(box['status'])}."
                f" {words(box['reason'])} {words(box['rule'])}".rstrip()
            )


def _answers(block: Values) -> Iterator[str]:
    yield f"### {words(block['title'])}"
    yield ""
    for found in _list(block["answers"]):
        said = _values(found)
        yield f"- {words(said['asks'])} **{words(said['words'])}**"
        yield from (f"  - {words(clash)}" for clash in _list(said["at_odds"]))
        yield from (f"  - {words(said[key])}" for key in ("note", "evidence") if said[key])


def _sources(block: Values) -> Iterator[str]:
    for found in _list(block["sources"]):
        source = _values(found)
        address = str(source["url"])
        link = f" <{address}>" if address and not re.search(r"[\s<>]", address) else ""
        yield f"- {words(source['title'])}, {words(source['trust'])}{link}"


def _aside(block: Values, fixed: Values) -> Iterator[str]:
    yield f"#### {words(block['summary'])}"
    for inside in _list(block["blocks"]):
        yield ""
        yield from _block(_values(inside), fixed)


def _findings(block: Values, fixed: Values) -> Iterator[str]:
    if block["title"]:
        yield from (f"### {words(block['title'])}", "")
    for found in _list(block["findings"]):
        finding = _values(found)
        status = f"{words(finding['status'])}, {words(finding['rule'])}"
        yield f"**{words(finding['title'])}** ({status})"
        yield ""
        for row in _list(finding["rows"]):
            key, said = _list(row)
            yield f"- {words(fixed[str(key)])}: {words(said)}"
        yield ""


def _cheat_sheet(block: Values, fixed: Values) -> Iterator[str]:
    columns = [_values(column) for column in _list(block["columns"])]
    yield _row([" ", *(column["title"] for column in columns)])
    yield f"| {' | '.join(['---'] * (len(columns) + 1))} |"
    yield _row([" ", *(column["status"] for column in columns)])
    for key, head in (
        ("own", "this_project"),
        ("score", "score"),
        ("machine_time", "machine_time"),
        ("customization", "customization"),
        ("objective", "objective"),
        ("expertise", "expertise"),
    ):
        yield _row([fixed[head], *(column[key] for column in columns)])


def _risks(block: Values, fixed: Values) -> Iterator[str]:
    for found in _list(block["risks"]):
        risk = _values(found)
        levels = (
            f"{words(fixed['likelihood'])} {words(risk['likelihood'])},"
            f" {words(fixed['effect'])} {words(risk['effect'])}"
        )
        yield f"- **{words(risk['title'])}** ({levels}): {words(risk['happens'])}"
        yield f"  - {words(fixed['against'])}: {words(risk['against'])}"
        yield f"  - {words(fixed['watched'])} {words(risk['owner'])}; {words(risk['names'])}"


def _duties(block: Values, fixed: Values) -> Iterator[str]:
    for found in _list(block["duties"]):
        duty = _values(found)
        since = f" ({words(duty['from'])})" if duty["from"] else ""
        yield f"- **{words(duty['title'])}**{since}: {words(duty['how'])} {words(duty['rule'])}"


def _assumptions(block: Values, fixed: Values) -> Iterator[str]:
    yield _row([fixed["question"], fixed["assumed"], fixed["because"]])
    yield "| --- | --- | --- |"
    yield from (_row(row) for row in _list(block["rows"]))


WRITE = {
    "heading": _heading,
    "text": _text,
    "chart": _chart,
    "table": _table,
    "facts": _pairs,
    "actions": _pairs,
    "items": _items,
    "lifecycle": _lifecycle,
    "answers": _answers,
    "sources": _sources,
}
WRITE_WITH_WORDS = {
    "aside": _aside,
    "findings": _findings,
    "cheat_sheet": _cheat_sheet,
    "risks": _risks,
    "duties": _duties,
    "assumptions": _assumptions,
}
