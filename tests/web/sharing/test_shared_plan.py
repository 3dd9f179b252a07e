"""A share link in another browser: the whole plan, and no way to change it."""

from __future__ import annotations

import pytest
from lxml import html
from starlette.testclient import TestClient

from tests.browsing import Browser

ANSWERS = {"S07": "money_or_complaint", "S07a": 90, "E04": 250_000, "S03": "few_tasks"}


@pytest.fixture
def made(client: TestClient) -> dict[str, str]:
    """A plan made by a program, which may share it."""
    body = {"title": "Support chat", "answers": ANSWERS}
    found: dict[str, str] = client.post("/api/v1/plans", json=body).json()
    return found


def share(client: TestClient, made: dict[str, str], **wish: object) -> str:
    key = {"Authorization": f"Bearer {made['edit_token']}"}
    path = f"/api/v1/plans/{made['id']}/links"
    response = client.post(path, json={"role": "view", **wish}, headers=key)
    assert response.status_code == 201, response.text
    return f"/s/{response.json()['token']}"


def test_a_visitor_reads_the_plan_and_cannot_open_a_question(
    client: TestClient, made: dict[str, str], visitor: Browser
) -> None:
    page = visitor.get(share(client, made))
    assert page.status_code == 200
    tree = html.fromstring(page.text)
    assert tree.xpath("//h1")
    addresses = [str(link) for link in tree.xpath("//@href | //@action")]
    assert not [address for address in addresses if address.startswith("/plans/")]
    assert not tree.xpath("//form")


def test_a_visitor_takes_the_pdf_along(
    client: TestClient, made: dict[str, str], visitor: Browser
) -> None:
    file = visitor.get(share(client, made) + "/plan.pdf")
    assert file.content.startswith(b"%PDF")


def test_a_link_with_hidden_money_shows_no_sum_anywhere(
    client: TestClient, made: dict[str, str], visitor: Browser
) -> None:
    assert "$" in visitor.get(share(client, made)).text
    assert "$" not in visitor.get(share(client, made, hide_money=True)).text


def test_a_pinned_link_keeps_showing_its_version(
    client: TestClient, made: dict[str, str], visitor: Browser
) -> None:
    key = {"Authorization": f"Bearer {made['edit_token']}"}
    path = f"/api/v1/plans/{made['id']}"
    number = client.post(f"{path}/versions", json={"name": "First"}, headers=key).json()["number"]
    pinned = share(client, made, version=number)
    before = visitor.get(pinned).text
    client.put(f"{path}/answers/S03", json="open_ended", headers=key)
    assert visitor.get(pinned).text == before
    assert visitor.get(share(client, made)).text != before


def test_a_wrong_link_opens_a_calm_page(visitor: Browser) -> None:
    page = visitor.get("/s/wrong")
    assert page.status_code == 404
    assert "expired" in page.text
