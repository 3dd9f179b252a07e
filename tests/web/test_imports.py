"""What arrives as a file: taken whole, or refused with every fault and nothing kept of it."""

from __future__ import annotations

import io
import json
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest
from fastapi import FastAPI
from httpx2 import Response
from lxml import html

from app.store.store import open_store
from tests.browsing import Browser
from tests.prove.saying import ACTION, say_everywhere

KEPT_FORMATS = sorted((Path(__file__).parent.parent / "data" / "documents").glob("*.json"))
WHOLE = KEPT_FORMATS[0].read_bytes()


def zip_bomb() -> bytes:
    """A workbook of 50 kB that would unfold to 50 MB."""
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("xl/worksheets/sheet1.xml", bytes(50_000_000))
    return file.getvalue()


def with_unknown_questions(count: int) -> bytes:
    answers = {"S03": "sideways", "I06a": -5, **{f"Z{number}": 1 for number in range(count)}}
    return json.dumps({"answers": answers}).encode()


# What is sent, and what the refusal says of it.
FAULTY: dict[str, tuple[bytes, tuple[str, ...]]] = {
    "nothing": (b"", ("nothing in it",)),
    "half a file": (WHOLE[: len(WHOLE) // 2], ("breaks off in line",)),
    "a file without its last bracket": (WHOLE.rstrip()[:-1], ("breaks off in line",)),
    "a misplaced letter": (b'{"answers": {"S03" "few_tasks"}}', ("line 1, column 20",)),
    "a newer format": (b'{"format": 2, "answers": {"ZZ1": 1}}', ("newer release",)),
    "a format that is no number": (b'{"format": [], "answers": {}}', ("newer release",)),
    "a zip bomb": (zip_bomb(), ("archive or a workbook",)),
    "a PDF": (b"%PDF-1.7\n%\xe2\xe3", ("archive or a workbook",)),
    "a picture": (b"\x89PNG\r\n\x1a\n\x00", ("JSON, in UTF-8",)),
    "unknown questions": (with_unknown_questions(3), ("S03", "I06a", "Z0", "Z1", "Z2")),
    "unknown questions without end": (with_unknown_questions(9000), ("Z99", "8,900 more ids")),
    "deep nesting": (b"[" * 99_999, ("",)),
}


def by_page(person: Browser, content: bytes) -> Response:
    return person.post("/plans/imports", files={"file": ("plan.json", content)})


def by_program(person: Browser, content: bytes) -> Response:
    return person.post("/api/v1/plans", content=content)


def plans_kept(app: FastAPI) -> int:
    with open_store(app.state.database, writing=False) as store:
        return len(store.plans.every())


@pytest.mark.parametrize("kind", FAULTY)
def test_a_faulty_file_is_refused_on_the_page_with_every_fault(
    person: Browser, app: FastAPI, kind: str
) -> None:
    content, says = FAULTY[kind]
    refused = by_page(person, content)
    assert refused.status_code == 422
    (complaint,) = html.fromstring(refused.text).xpath("//*[@id='file-complaint']")
    assert all(part in complaint.text_content() for part in says)
    assert plans_kept(app) == 0


@pytest.mark.parametrize("kind", FAULTY)
def test_a_faulty_document_is_refused_to_programs_with_every_fault(
    person: Browser, app: FastAPI, kind: str
) -> None:
    content, says = FAULTY[kind]
    refused = by_program(person, content)
    assert refused.status_code == 422
    told = json.dumps(refused.json()["errors"], ensure_ascii=False)
    assert all(part in told for part in says)
    assert plans_kept(app) == 0


@pytest.mark.parametrize("send", [by_page, by_program])
def test_50_megabytes_are_told_to_be_too_much(
    person: Browser, app: FastAPI, send: Callable[[Browser, bytes], Response]
) -> None:
    refused = send(person, b'{"title": "' + b"x" * 50_000_000 + b'"}')
    assert refused.status_code == 413
    assert "At most 4 MB" in refused.text
    assert plans_kept(app) == 0


@pytest.mark.parametrize("file", KEPT_FORMATS, ids=lambda file: file.stem)
@pytest.mark.parametrize("send", [by_page, by_program])
def test_a_document_of_each_earlier_format_imports_with_all_it_says(
    person: Browser, file: Path, send: Callable[[Browser, bytes], Response]
) -> None:
    taken = send(person, file.read_bytes())
    assert taken.status_code in {200, 201}
    plan = f"/plans/{taken.json()['id']}" if send is by_program else str(taken.url.path)
    key = {}
    if send is by_program:
        key = {"Authorization": f"Bearer {taken.json()['edit_token']}"}
    kept, said = (
        person.get(f"{plan}/export/json", headers=key).json(),
        json.loads(file.read_bytes()),
    )
    assert kept["answers"] == said["answers"]
    assert kept["title"] == said["title"]
    assert kept["kickoff"] == said["kickoff"]


@pytest.mark.parametrize("mark", [b"\xef\xbb\xbf", b"\n\n  "])
def test_what_some_editors_put_first_is_no_fault(person: Browser, mark: bytes) -> None:
    assert by_page(person, mark + WHOLE).status_code == 200


def test_a_plan_goes_out_and_in_and_out_by_the_same_bytes(person: Browser) -> None:
    first = by_page(person, WHOLE)
    exported = person.get(f"{first.url.path}/export/json").content
    second = by_page(person, exported)
    assert second.url.path != first.url.path
    assert person.get(f"{second.url.path}/export/json").content == exported


@pytest.mark.parametrize("of", ["", "versions/1/"])
def test_decisions_actions_and_outcomes_go_out_and_in_by_the_same_bytes(
    person: Browser, of: str
) -> None:
    plan = str(by_page(person, WHOLE).url.path)
    say_everywhere(person, plan, ("Plain words", "Other words"))
    person.post(f"{plan}/actions/{ACTION}/completion")
    person.post(f"{plan}/versions", data={"name": "Second"})
    exported = person.get(f"{plan}/{of.replace('1', '2')}export/json").content
    said = json.loads(exported)
    assert said["decisions"]
    assert said["actions"][ACTION]["done_on"]
    assert said["actuals"]["tasks"]
    again = by_page(person, exported).url.path
    assert again != plan
    assert person.get(f"{again}/export/json").content == exported
    page = html.fromstring(person.get(f"{again}/plan").text).text_content()
    assert "This plan rather than" in page
