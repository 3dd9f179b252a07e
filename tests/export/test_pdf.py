"""The PDF: complete, tagged, the same bytes again, and unmoved by hostile words."""

from __future__ import annotations

import json
from collections.abc import Iterator
from contextlib import closing
from dataclasses import replace
from io import BytesIO
from pathlib import Path

import pytest
from pypdf import PdfReader

from app.advice.finding import VerdictKind
from app.export import pdf as pdf_module
from app.export.outline import TITLES, Section, Showing
from app.export.paper import paper
from app.export.pdf import pdf, typeset
from app.export.typesetters import NoDocument, Typesetters
from app.language.reader import ENGLISH
from tests.cases import cases
from tests.export.plans import HOSTILE, hostile_plan, plan

EVERY_CASE = pytest.mark.parametrize("prefix", [case.id[:3] for case in cases()])


@pytest.fixture
def typesetters() -> Iterator[Typesetters]:
    with closing(Typesetters()) as running:
        yield running


def opened(document: bytes) -> PdfReader:
    return PdfReader(BytesIO(document))


def text_of(document: bytes) -> str:
    pages = [page.extract_text() for page in opened(document).pages]
    return " ".join(" ".join(pages).split())


@EVERY_CASE
def test_every_case_prints_with_title_language_tags_and_bookmarks(prefix: str) -> None:
    found = opened(pdf(plan(prefix), ENGLISH, Showing()))
    assert found.metadata is not None
    assert found.metadata.title == plan(prefix).title
    catalogue = found.root_object
    assert str(catalogue["/Lang"]).startswith("en")
    assert "'/Marked': True" in str(catalogue["/MarkInfo"])
    titles = [str(item.title) for item in found.outline if not isinstance(item, list)]
    assert ENGLISH.say(TITLES[Section.SOURCES]) in titles


def test_the_strict_standard_is_kept_where_the_text_allows() -> None:
    document = pdf(plan(), ENGLISH, Showing())
    assert b"pdfuaid" in document


def test_the_document_says_what_the_plan_says() -> None:
    text = text_of(pdf(plan(), ENGLISH, Showing()))
    for finding in plan().chosen:
        assert ENGLISH.say(finding.title) in text
    for said in plan().answers:
        assert ENGLISH.say(said.words)[:30] in text


def test_a_plan_that_stops_prints_its_reasons_and_no_figures() -> None:
    verdict = replace(plan().verdict, kind=VerdictKind.STOP)
    document = pdf(replace(plan(), verdict=verdict, estimate=None), ENGLISH, Showing())
    text = text_of(document)
    assert ENGLISH.say(verdict.sentence) in text
    assert "P80" not in text


def test_the_same_plan_gives_the_same_bytes() -> None:
    first = pdf(plan(), ENGLISH, Showing())
    pdf_module._made.cache_clear()
    typeset.cache_clear()
    assert pdf(plan(), ENGLISH, Showing()) == first


def test_the_very_same_plan_is_not_put_into_words_again(monkeypatch: pytest.MonkeyPatch) -> None:
    first = pdf(plan(), ENGLISH, Showing())
    monkeypatch.setattr(pdf_module, "paper", None)
    assert pdf(plan(), ENGLISH, Showing()) is first
    with pytest.raises(TypeError):
        pdf(replace(plan(), title="Another"), ENGLISH, Showing())


def test_the_same_words_are_not_typeset_again(monkeypatch: pytest.MonkeyPatch) -> None:
    first = pdf(plan(), ENGLISH, Showing())
    monkeypatch.setattr(pdf_module, "_typesetters", None)
    assert pdf(replace(plan()), ENGLISH, Showing()) is first


@EVERY_CASE
def test_a_summary_has_two_pages(prefix: str) -> None:
    assert len(opened(pdf(plan(prefix), ENGLISH, Showing(whole=False))).pages) == 2


def test_a_reader_without_money_finds_no_sum() -> None:
    assert "$" in text_of(pdf(plan(), ENGLISH, Showing()))
    assert "$" not in text_of(pdf(plan(), ENGLISH, Showing(money=False)))


def test_a_reader_without_answers_finds_none() -> None:
    titles = [
        str(item.title)
        for item in opened(pdf(plan(), ENGLISH, Showing(answers=False))).outline
        if not isinstance(item, list)
    ]
    assert ENGLISH.say(TITLES[Section.ANSWERS]) not in titles


@pytest.mark.parametrize("words", HOSTILE, ids=range(len(HOSTILE)))
def test_hostile_words_are_printed_and_do_nothing(words: str) -> None:
    document = pdf(hostile_plan(words), ENGLISH, Showing())
    found = opened(document)
    assert len(found.pages) > 2
    for page in found.pages:
        for annotation in page.get("/Annots", []):
            address = str(annotation.get_object().get("/A", {}).get("/URI", "https://"))
            assert address.startswith(("https://", "http://"))
    assert "/JavaScript" not in str(found.root_object)


def test_no_word_makes_the_typesetter_read_a_file() -> None:
    reads = next(words for words in HOSTILE if "/etc/passwd" in words and "#read" in words)
    text = text_of(pdf(hostile_plan(reads), ENGLISH, Showing()))
    assert "#read" in text
    assert "root:" not in text


def test_a_document_that_cannot_be_set_is_a_named_error() -> None:
    with pytest.raises(NoDocument):
        typeset("no JSON", 0)


def test_a_document_that_takes_too_long_is_given_up(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("app.export.typesetters.SECONDS", 0)
    with pytest.raises(NoDocument, match="too long"):
        typeset("{}", 0)
    monkeypatch.undo()
    # Its turn was given back, and who comes next gets another typesetter.
    assert pdf(hostile_plan("Next"), ENGLISH, Showing()).startswith(b"%PDF")


def test_a_typesetter_stays_for_the_next_document(typesetters: Typesetters) -> None:
    with typesetters.one() as first, typesetters.one() as second:
        assert first.process.pid != second.process.pid
    with typesetters.one() as again:
        assert again is second or again is first
    assert typesetters.turns.acquire(timeout=0)


def test_one_that_died_while_it_waited_is_replaced(typesetters: Typesetters) -> None:
    with typesetters.one() as first:
        pass
    first.process.kill()
    first.process.wait()
    with typesetters.one() as next_one:
        assert next_one is not first
        assert next_one.typeset("{}", 0)[0] == b""  # it answers, if only that this is no plan


@pytest.mark.parametrize("bound", ["ENOUGH", "IDLE"])
def test_one_that_has_done_enough_or_rested_too_long_is_dismissed(
    bound: str, typesetters: Typesetters, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(f"app.export.typesetters.{bound}", 0)
    with typesetters.one() as first:
        pass
    assert first.process.returncode is not None
    assert not Path(first.folder.name).exists()


def values(title: str) -> str:
    return json.dumps(paper(hostile_plan(title), ENGLISH, Showing()), ensure_ascii=False)


@pytest.mark.parametrize(("data", "begins"), [(values("Same"), b"%PDF"), ('{"secret": 1}', b"")])
def test_nothing_of_a_document_stays_where_it_was_made(
    typesetters: Typesetters, data: str, begins: bytes
) -> None:
    with typesetters.one() as typesetter:
        assert typesetter.typeset(data, 0)[0][:4] == begins
        kept = {path.name for path in Path(typesetter.folder.name).iterdir()}
    assert kept == {"document.typ"}


def test_a_document_does_not_depend_on_those_made_before_it(typesetters: Typesetters) -> None:
    data, other = values("Same"), values("Other")
    with typesetters.one() as fresh, typesetters.one() as used:
        used.typeset(other, 0)
        assert used.typeset(data, 0) == fresh.typeset(data, 0)
