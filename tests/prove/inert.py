"""What each form of a plan must be like whatever a person wrote: whole, and nothing in it runs."""

from __future__ import annotations

import csv
import json
import re
from collections import Counter
from collections.abc import Callable, Iterator
from io import BytesIO, StringIO

from lxml import html
from markdown_it import MarkdownIt
from openpyxl import load_workbook
from pypdf import PdfReader

from app.export.tasks import BEGINS_A_FORMULA

SAFE = re.compile(r"(https?://|/|#|\?|mailto:|$)|[\w.~%-]+(/|$|\?|#)")
# Elements that do something; text may add paragraphs and line breaks, never one of these.
ACTIVE = ("script", "style", "link", "meta", "base", "img", "image", "iframe", "object", "embed",
          "form", "input", "button", "textarea", "a", "svg", "use", "foreignobject", "template",
          "video", "audio", "animate", "set")  # fmt: skip


def faults_of_page(content: bytes, plain: bytes) -> Iterator[str]:
    """Of a page: the same active elements as with plain words, no handler, no unsafe address."""
    found, expected = html.fromstring(content.decode()), html.fromstring(plain.decode())
    more = active_in(found) - active_in(expected)
    yield from (f"another <{tag}>" for tag in more)
    for element in found.iter():
        for name, value in element.attrib.items():
            if not is_inert(str(name).lower(), str(value)):
                yield f"<{element.tag!s} {name!s}={value!r}>"


def is_inert(name: str, value: str) -> bool:
    if name in {"href", "src", "action"}:
        return SAFE.match(value) is not None
    return name != "style" and not name.startswith("on")


def active_in(page: html.HtmlElement) -> Counter[str]:
    """How many of each; a web address that somebody gives as evidence may be a link to it."""
    return Counter(
        tag
        for element in page.iter()
        if (tag := str(element.tag).lower()) in ACTIVE
        and not (tag == "a" and str(element.get("href")).startswith(("http://", "https://")))
    )


def faults_of_pdf(content: bytes, _plain: bytes) -> Iterator[str]:
    document = PdfReader(BytesIO(content))
    if "/JavaScript" in str(document.root_object) or "/AA" in document.root_object:
        yield "it does something when it is opened"
    if "'/Marked': True" not in str(document.root_object.get("/MarkInfo")):
        yield "it has no tags"
    for page in document.pages:
        for annotation in page.get("/Annots", []):
            action = annotation.get_object().get("/A", {})
            address = str(action.get("/URI", "https://"))
            if not address.startswith(("https://", "http://")):
                yield f"a link leads to {address}"


def faults_of_markdown(content: bytes, _plain: bytes) -> Iterator[str]:
    tokens = MarkdownIt("commonmark").enable("table").parse(content.decode())
    kinds = [token.type for token in tokens]
    inside = [child for token in tokens for child in token.children or ()]
    if sum(token.tag == "h1" and token.type == "heading_open" for token in tokens) != 1:
        yield "not one title"
    if {"html_block", "code_block", "fence"} & set(kinds):
        yield "a block of HTML or code"
    yield from (f"{c.type}: {c.content}" for c in inside if c.type in {"html_inline", "image"})
    for link in (str(c.attrGet("href")) for c in inside if c.type == "link_open"):
        if not link.startswith(("https://", "http://")):
            yield f"a link leads to {link}"


def faults_of_workbook(content: bytes, _plain: bytes) -> Iterator[str]:
    book = load_workbook(BytesIO(content))
    for sheet in book:
        for row in sheet.iter_rows():
            for cell in row:
                if cell.data_type == "f" and not str(cell.value).startswith("=SUM("):
                    yield f"{sheet.title}!{cell.coordinate} runs {cell.value!r}"
                if cell.hyperlink is not None:
                    yield f"{sheet.title}!{cell.coordinate} is a link"


def faults_of_csv(content: bytes, plain: bytes) -> Iterator[str]:
    found = list(csv.reader(StringIO(content.decode())))
    expected = list(csv.reader(StringIO(plain.decode())))
    if [len(row) for row in found] != [len(row) for row in expected]:
        yield "other rows or columns than with plain words"
    for cell in (cell for row in found for cell in row):
        if cell.startswith(BEGINS_A_FORMULA):
            yield f"a cell runs {cell!r}"


def faults_of_gantt(content: bytes, plain: bytes) -> Iterator[str]:
    if len(content.decode().splitlines()) != len(plain.decode().splitlines()):
        yield "other lines than with plain words"


def faults_of_calendar(content: bytes, plain: bytes) -> Iterator[str]:
    lines = content.split(b"\r\n")
    if content.count(b"\r\nBEGIN:VEVENT") != plain.count(b"\r\nBEGIN:VEVENT"):
        yield "other events than with plain words"
    names = properties(content)
    if names != properties(plain):
        yield f"other properties than with plain words: {names}"
    yield from (f"a line is too long: {line!r}" for line in lines if len(line) > 75)
    yield from (f"a line breaks in itself: {line!r}" for line in lines if b"\n" in line)


def properties(calendar: bytes) -> set[bytes]:
    return {line.partition(b":")[0] for line in calendar.replace(b"\r\n ", b"").split(b"\r\n")}


def faults_of_json(content: bytes, plain: bytes) -> Iterator[str]:
    if set(json.loads(content)["answers"]) != set(json.loads(plain)["answers"]):
        yield "other answers than with plain words"


Faults = Callable[[bytes, bytes], Iterator[str]]
FAULTS: dict[str, Faults] = {
    "pdf": faults_of_pdf,
    "md": faults_of_markdown,
    "xlsx": faults_of_workbook,
    "csv": faults_of_csv,
    "jira.csv": faults_of_csv,
    "linear.csv": faults_of_csv,
    "github.csv": faults_of_csv,
    "mmd": faults_of_gantt,
    "ics": faults_of_calendar,
    "json": faults_of_json,
}
