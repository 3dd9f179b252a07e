"""Plans as files, for programs."""

from __future__ import annotations

import pytest
from starlette.testclient import TestClient

from app.web.reading.downloads import file_name
from tests.web.api.conftest import HELP_DESK, Started, start

BEGINNINGS = {"pdf": b"%PDF-", "md": b"# ", "xlsx": b"PK\x03\x04", "csv": b"", "json": b"{"}
TYPES = {
    "pdf": "application/pdf",
    "md": "text/markdown; charset=utf-8",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "csv": "text/csv; charset=utf-8",
    "json": "application/json",
}


@pytest.mark.parametrize("form", TYPES)
def test_a_plan_is_had_in_every_format(client: TestClient, plan: Started, form: str) -> None:
    response = client.get(f"{plan.path}/export/{form}", headers=plan.key)
    assert response.status_code == 200
    assert response.headers["Content-Type"] == TYPES[form]
    assert response.content.startswith(BEGINNINGS[form])
    assert f'filename="Support-chatbot.{form}"' in response.headers["Content-Disposition"]


def test_a_json_export_imports_again_without_loss(client: TestClient, plan: Started) -> None:
    exported = client.get(f"{plan.path}/export/json", headers=plan.key)
    again = start(client, exported.json())
    assert client.get(f"{again.path}/export/json", headers=again.key).content == exported.content


@pytest.mark.parametrize("form", ["docx", "PDF", "%00"])
def test_there_is_no_other_format(client: TestClient, plan: Started, form: str) -> None:
    response = client.get(f"{plan.path}/export/{form}", headers=plan.key)
    assert response.status_code == 404
    assert response.json()["errors"]


def test_a_title_that_is_no_file_name_does_no_harm(client: TestClient) -> None:
    title = '../../etc/passwd"\r\nSet-Cookie: a=b; Überprüfung 計画'
    made = start(client, {**HELP_DESK, "title": title})
    response = client.get(f"{made.path}/export/json", headers=made.key)
    assert response.status_code == 200
    assert "Set-Cookie" not in response.headers
    assert "/" not in response.headers["Content-Disposition"].partition("filename*")[0]


@pytest.mark.parametrize(
    ("title", "name"),
    [("Support chatbot", "Support-chatbot"), ("", "plan"), ("…/…", "plan"), ("a" * 99, "a" * 60)],
)
def test_a_file_is_named_after_its_plan(title: str, name: str) -> None:
    assert file_name(title) == name
