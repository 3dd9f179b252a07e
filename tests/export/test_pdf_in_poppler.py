"""The PDF of every worked case as another program finds it: text, tags, bookmarks, pages."""

from __future__ import annotations

import re
import subprocess
from functools import cache
from itertools import pairwise
from pathlib import Path

import pytest
from lxml import etree

from app.export.content import content
from app.export.outline import Showing
from app.export.pdf import pdf
from app.language.reader import ENGLISH
from tests.cases import cases
from tests.export.plans import plan

EVERY_CASE = pytest.mark.parametrize("prefix", [case.id[:3] for case in cases()])
MOST_PAGES = 60
INK = 200  # of 255; small letters are grey in a small picture
NEARLY_BLANK = 0.002  # of a page's points

pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("pdf")


@cache
def printed(folder: Path, prefix: str) -> Path:
    file = folder / f"{prefix}.pdf"
    file.write_bytes(pdf(plan(prefix), ENGLISH, Showing()))
    return file


def said_by(*command: str | Path) -> str:
    done = subprocess.run([*map(str, command)], check=True, capture_output=True, timeout=60)
    return done.stdout.decode(errors="replace")


def words_in(text: str) -> str:
    """The text without the hyphens and ends of its lines."""
    return " ".join(text.replace("\u00ad", "").split())


@EVERY_CASE
def test_the_text_is_found_by_whoever_searches_or_copies(folder: Path, prefix: str) -> None:
    text = words_in(said_by("pdftotext", "-layout", printed(folder, prefix), "-"))
    raw = words_in(said_by("pdftotext", "-raw", printed(folder, prefix), "-"))
    assert plan(prefix).title in raw
    assert ENGLISH.say(plan(prefix).verdict.sentence) in raw
    for part in content(plan(prefix), Showing()):
        assert ENGLISH.say(part.title) in text
    for said in plan(prefix).answers:
        assert ENGLISH.say(said.asks) in raw


@EVERY_CASE
def test_it_is_tagged_and_runs_nothing(folder: Path, prefix: str) -> None:
    told = dict(re.findall(r"^([\w ]+): +(.*)$", said_by("pdfinfo", printed(folder, prefix)), re.M))
    assert told["Title"] == plan(prefix).title
    assert told["Tagged"] == "yes"
    assert told["JavaScript"] == "no"
    assert told["Encrypted"] == "no"
    assert 2 < int(told["Pages"]) <= MOST_PAGES
    assert b"pdfuaid:part" in printed(folder, prefix).read_bytes()


@EVERY_CASE
def test_its_tags_tell_headings_in_order_tables_lists_and_figures(
    folder: Path, prefix: str
) -> None:
    tags = re.findall(r"^ *(\w+)", said_by("pdfinfo", "-struct", printed(folder, prefix)), re.M)
    assert {"Document", "H1", "H2", "P", "Table", "TR", "TH", "TD", "L", "LI"} <= set(tags)
    levels = [int(tag[1]) for tag in tags if re.fullmatch(r"H[1-6]", tag)]
    assert levels[0] == 1
    assert all(after <= before + 1 for before, after in pairwise(levels))
    if plan(prefix).estimate is not None:
        assert "Figure" in tags


@EVERY_CASE
def test_its_bookmarks_are_the_sections(folder: Path, prefix: str) -> None:
    told = said_by("pdftohtml", "-xml", "-i", "-stdout", printed(folder, prefix))
    (outline, *_) = re.findall(r"<outline>.*</outline>", told, re.DOTALL)
    titles = [item.text for item in etree.fromstring(outline).iterfind("item")]
    sections = [ENGLISH.say(part.title) for part in content(plan(prefix), Showing())]
    assert [title for title in titles if title in sections] == sections


@EVERY_CASE
def test_no_page_is_blank(folder: Path, prefix: str) -> None:
    into = folder / f"{prefix}-pictures"
    into.mkdir()
    said_by("pdftoppm", "-r", "30", "-gray", printed(folder, prefix), into / "page")
    pages = sorted(into.iterdir())
    assert pages
    for page in pages:
        points = page.read_bytes().split(b"\n", 3)[-1]
        assert sum(point < INK for point in points) > NEARLY_BLANK * len(points), page.name
