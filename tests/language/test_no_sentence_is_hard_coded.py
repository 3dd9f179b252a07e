"""In a language made up of marks, nothing may read as English but what a person wrote."""

from __future__ import annotations

import io
import re
from collections.abc import Iterable, Iterator
from pathlib import Path

import pytest
from fastapi import FastAPI
from lxml import html
from openpyxl import load_workbook
from pypdf import PdfReader

from app.advice.frameworks import load_frameworks
from app.compute.hardware import all_hardware
from app.compute.published_runs import published_runs
from app.compute.typical_models import typical_models
from app.estimate.evidence import load_evidence
from app.language import reader as reading
from app.lifecycle.bank import load_bank
from app.lifecycle.questions import QuestionType
from app.web import rendering
from app.web.examples import examples
from tests.addresses import addresses, furnished, opened
from tests.browsing import Browser
from tests.language.pseudo import TAG, pseudo, pseudo_catalogue

CACHES = (
    reading.reader, rendering.language_tag, rendering.catalogues, rendering.environment,
)  # fmt: skip
SPOKEN = (
    "title",
    "alt",
    "aria-label",
    "placeholder",
    "content",
    "data-lost",
    "data-on",
    "data-off",
)
PLANS = ("invoice-fields", "shipping-fee", "insurer-from-scratch", "writing-on-a-phone")
BAD_INPUT = (
    ("E04", "lots"), ("E04", "-3"), ("E07", "soon"), ("I06", "9e99"), ("S03", "no such option"),
    ("S01", "x" * 20_000), ("S12", "none"),
)  # fmt: skip
# The forms of a plan, with the words that their readers, programs, know in English only.
FILES = {
    "pdf": "", "xlsx": "", "md": "",
    "jira.csv": "Summary Issue Type Description Labels Original Estimate Due Date Task",
    "linear.csv": "Title Description Status Priority Estimate Labels Due Date Backlog No priority",
    "github.csv": "title body labels milestone due",
    "mmd": "gantt title dateFormat axisFormat section crit milestone gate commit",
    "ics": "PRODID Plan scopewright",
}  # fmt: skip
ADDRESS = re.compile(r"https?://\S+|\barXiv:\S+")
# A word that went through the catalogue has no plain vowel left.
ENGLISH = re.compile(r"\b[A-Za-z][A-Za-z’'-]*[aeiou][A-Za-z’'-]*\b")


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return pseudo_catalogue(tmp_path_factory.mktemp("catalogues"))


@pytest.fixture
def reader(folder: Path, person: Browser, monkeypatch: pytest.MonkeyPatch) -> Iterator[Browser]:
    """A person whose browser asks for the made-up language first."""
    monkeypatch.setattr(reading, "CATALOGUES", folder)
    monkeypatch.setattr(rendering, "CATALOGUES", folder)
    for cache in CACHES:
        cache.cache_clear()
    person.headers["Accept-Language"] = f"{TAG},en;q=0.5"
    yield person
    for cache in CACHES:
        cache.cache_clear()


def spoken(page: str) -> Iterator[str]:
    """All that a page says, to the eye or to the ear."""
    tree = html.fromstring(page)
    for node in tree.iter():
        if not isinstance(node.tag, str) or node.tag in {"script", "style"}:
            continue
        yield from (node.get(name, "") for name in SPOKEN if not is_setting(node))
        yield "" if is_code(node) else node.text or ""
        yield from (child.tail or "" for child in node)


def is_setting(node: html.HtmlElement) -> bool:
    return node.tag == "meta" and node.get("name") != "description"


def is_code(node: html.HtmlElement) -> bool:
    """What programs know something by, in every language: one word, marked for translators."""
    return node.tag == "code" and node.get("translate") == "no" and " " not in node.text_content()


def left_in_english(texts: Iterable[str], own: frozenset[str]) -> set[str]:
    """The texts with a word that nobody translated, and that is no name and nobody's own."""
    found = set()
    for text in texts:
        rest = ADDRESS.sub(" ", text)
        if any(word not in own for word in ENGLISH.findall(rest)):
            found.add(" ".join(rest.split())[:90])
    return found


def words_of(texts: Iterable[str]) -> frozenset[str]:
    """Their words, whole and as a narrow column cuts them off: "knowl…"."""
    whole = {word for text in texts for word in ENGLISH.findall(text)}
    return frozenset(word[:end] for word in whole for end in range(2, len(word) + 1))


def names() -> Iterator[str]:
    """What has the same name in every language: the product, models, entries of public lists."""
    yield "Scopewright"
    yield from (model.title for model in typical_models().hosted.values())
    yield from (data.source for data in load_evidence().ratios)
    yield from (run.model for run in published_runs())
    yield from (chip.name for chip in all_hardware())
    yield "genai-prices prices"  # the list of prices; a line may break at its hyphen
    for framework in load_frameworks():
        yield framework.title
        yield from (entry.name for entry in framework.entries)


def own_words(example: str) -> set[str]:
    """What the client of an example wrote: texts, and the names in tables."""
    document = examples()[example].document
    found = {document.title}
    for key, said in document.answers.given.items():
        question = load_bank().questions[key]
        if question.type is QuestionType.TEXT:
            found.add(str(said.value))
        elif question.type is QuestionType.TABLE:
            written = [c.id for c in question.columns if c.type is QuestionType.TEXT]
            rows = document.answers.rows(key)
            found |= {str(row.get(column, "")) for row in rows for column in written}
    return found


def test_the_marks_reach_the_page(reader: Browser) -> None:
    page = reader.get("/")
    assert f'<html lang="{TAG}">' in page.text
    assert pseudo("Worked examples") in page.text
    assert left_in_english(["Worked examples"], frozenset()) == {"Worked examples"}


def test_no_page_has_a_sentence_of_its_own(app: FastAPI, reader: Browser) -> None:
    own = words_of(
        [*own_words("support-chat"), *names(), "For the board", "Sponsor", "Why not buy it"]
    )
    found: dict[str, set[str]] = {}
    for address in addresses(app, furnished(reader)):
        page = reader.get(address)
        if page.headers.get("content-type", "").startswith("text/html"):
            left = left_in_english(spoken(page.text), own)
            found.update({address: left} if left else {})
    assert found == {}


@pytest.mark.parametrize("example", PLANS)
def test_no_plan_has_a_sentence_of_its_own(reader: Browser, example: str) -> None:
    page = reader.get(f"{opened(reader, example)}/plan")
    own = words_of([*own_words(example), *names()])
    assert left_in_english(spoken(page.text), own) == set()


def test_no_complaint_has_a_sentence_of_its_own(reader: Browser) -> None:
    plan = opened(reader, "support-chat")
    asked = [
        reader.post(f"{plan}/questions/{question}", data={question: typed, "then": "next"})
        for question, typed in BAD_INPUT
    ]
    asked += [
        reader.post(f"{plan}/questions/E02", data={"E02-0-fte": "lots"}),
        reader.post(f"{plan}/questions/S03", data={"S03": "open_ended", "S03.version": "0"}),
        reader.post(f"{plan}/questions/M07/help", data={"Q1": "lots"}),
        reader.post("/plans", data={"title": "x" * 500}),
        reader.post("/plans/imports", files={"file": ("a.json", b"[]")}),
        reader.post("/plans/imports", files={"file": ("a.json", b'{"answers": {"E04": "lots"}}')}),
        reader.post(f"{plan}/links", data={"role": "king", "expires": "never"}),
        reader.post(plan, data={"title": "x" * 500, "kickoff": "soon"}),
        reader.get("/s/unknown"),
        reader.put("/"),
    ]
    own = words_of([*own_words("support-chat"), *names(), *(typed for _, typed in BAD_INPUT)])
    found = {str(page.url): left_in_english(spoken(page.text), own) for page in asked}
    assert {page.status_code for page in asked} >= {404, 405, 409, 422}
    assert {address: left for address, left in found.items() if left} == {}


def written(form: str, content: bytes) -> Iterator[str]:
    """The texts of a file that a person takes away."""
    if form == "pdf":
        yield from (sheet.extract_text() for sheet in PdfReader(io.BytesIO(content)).pages)
    elif form == "xlsx":
        for sheet in load_workbook(io.BytesIO(content)):
            yield sheet.title
            yield from (str(c.value) for row in sheet for c in row if is_words(c.value))
    else:
        yield content.decode()


def is_words(value: object) -> bool:
    return isinstance(value, str) and not value.startswith("=")


@pytest.mark.parametrize("form", FILES)
def test_no_file_has_a_sentence_of_its_own(reader: Browser, form: str) -> None:
    file = reader.get(f"{opened(reader, 'support-chat')}/export/{form}")
    own = words_of([*own_words("support-chat"), *names(), *FILES[form].split()])
    texts = [line for text in written(form, file.content) for line in text.splitlines()]
    assert texts
    assert left_in_english(texts, own) == set()
