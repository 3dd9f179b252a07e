"""Every address, and who may use it. A new address has to be put into one of the tables here."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta

import pytest
from fastapi import FastAPI
from fastapi.routing import APIRoute
from sqlalchemy import select
from starlette.routing import Mount
from starlette.testclient import TestClient

from app.lifecycle.phases import Phase
from app.store.database import current_time
from app.store.kept import NewLink, Role
from app.store.store import open_store
from app.store.tables import METADATA
from app.web.history.freezing import freeze_plan

# Anybody may come here, without any key.
OPEN = {
    "GET /",
    "GET /healthz",
    "GET /rules",
    "GET /rules/{rule_id}",
    "GET /how-we-estimate",
    "GET /check-my-run",
    "GET /glossary",
    "GET /parts",
    "GET /plans",
    "POST /plans",
    "GET /plans/imports",
    "POST /plans/imports",
    "POST /examples/{example_id}/copies",
    "POST /api/v1/plans",
    "POST /api/v1/estimates",
    "POST /api/v1/compute/pretraining",
    "POST /api/v1/compute/finetuning",
    "POST /api/v1/compute/memory",
    "POST /api/v1/calibration",
    "GET /api/v1/openapi.json",
}

# The token in the address is the key; `test_a_link_opens_...` below try it with dead ones.
TOKEN_IN_THE_ADDRESS = ("/s/{token}", "/edit/{token}")

# Everything else belongs to one plan, and needs a key that may edit it.
EDIT_KEY = ("/plans/{plan_id}", "/api/v1/plans/{plan_id}")

PARTS = {
    "question_id": "S03", "question": "S03", "phase": "scoping", "format": "json", "kind": "json",
    "form": "json", "number": "1", "version": "1", "comment_id": "1", "action": "step-owner",
}  # fmt: skip


def routes(app: FastAPI) -> Iterator[str]:
    """Each method and path of the application and of those mounted in it."""
    for route in app.routes:
        if isinstance(route, APIRoute):
            yield from (f"{method} {route.path}" for method in route.methods or ())
        elif isinstance(route, Mount) and isinstance(route.app, FastAPI):
            for path, operations in route.app.openapi()["paths"].items():
                yield from (f"{method.upper()} {route.path}{path}" for method in operations)
            yield f"GET {route.path}{route.app.openapi_url}"


def test_every_address_is_in_one_of_the_tables(app: FastAPI) -> None:
    for route in routes(app):
        _, path = route.split()
        classified = route in OPEN or path.startswith((*TOKEN_IN_THE_ADDRESS, *EDIT_KEY))
        assert classified, f"{route}: say in this file who may use it"


def everything(app: FastAPI) -> list[object]:
    """All that the database holds."""
    with app.state.database.connection(writing=False) as connection:
        return [connection.execute(select(table)).all() for table in METADATA.sorted_tables]


@pytest.fixture
def alice(app: FastAPI) -> NewLink:
    """Alice's own key to her plan."""
    with open_store(app.state.database, writing=True) as store:
        made = store.plans.start("Alice's plan", bank_version="1")
        owner = store.plans.writable_by(made.token)
        freeze_plan(store, owner, "First")
        store.comments.say(owner, "work", "Alice", "Hello")
        return made


@pytest.fixture
def intruders(app: FastAPI, alice: NewLink) -> dict[str, str]:
    """Bob with links of Alice's that allow less, or no longer; Mallory with a plan of her own."""
    with open_store(app.state.database, writing=True) as store:
        owner = store.plans.writable_by(alice.token)
        revoked = store.links.share(owner, Role.EDIT)
        store.links.revoke(owner, revoked.link.id)
        yesterday = current_time() - timedelta(days=1)
        return {
            "no key": "",
            "a made-up key": "x" * 32,
            "view": store.links.share(owner, Role.VIEW).token,
            "view without money": store.links.share(owner, Role.VIEW, hide_money=True).token,
            "view of a version": store.links.share(owner, Role.VIEW, version=1).token,
            "comment": store.links.share(owner, Role.COMMENT).token,
            "answer": store.links.share(owner, Role.ANSWER, phase=Phase.SCOPING).token,
            "revoked": revoked.token,
            "expired": store.links.share(owner, Role.EDIT, expires_at=yesterday).token,
            "another plan's": store.plans.start("Mallory's plan", bank_version="1").token,
        }


READERS = {"view", "comment", "edit"}
TALKERS = {"comment", "edit"}

# What each kind of share link opens. An answer link opens its questions and nothing else.
BY_LINK = {
    "GET /s/{token}": {*READERS, "answer"},
    "GET /s/{token}/plan.pdf": READERS,
    "GET /s/{token}/presence": READERS,
    "GET /s/{token}/versions/{number}": TALKERS,
    "GET /s/{token}/comments": TALKERS,
    "POST /s/{token}/comments": TALKERS,
    "POST /s/{token}/comments/{comment_id}/resolution": TALKERS,
    "POST /s/{token}/comments/{comment_id}/reopening": TALKERS,
    "GET /s/{token}/sign-offs": TALKERS,
    "POST /s/{token}/sign-offs": TALKERS,
    "GET /s/{token}/answers": {"answer"},
    "POST /s/{token}/answers": {"answer"},
    "GET /edit/{token}": {"edit"},
}


def test_every_address_with_a_token_says_which_links_open_it(app: FastAPI) -> None:
    with_token = {route for route in routes(app) if "{token}" in route}
    assert with_token == set(BY_LINK)


@pytest.mark.parametrize("role", ["view", "comment", "answer", "edit"])
def test_a_link_opens_what_its_role_allows_and_looks_dead_elsewhere(
    app: FastAPI, alice: NewLink, role: str
) -> None:
    phase = Phase.SCOPING if role == "answer" else None
    with open_store(app.state.database, writing=True) as store:
        owner = store.plans.writable_by(alice.token)
        token = store.links.share(owner, Role(role), phase=phase).token
    client = TestClient(app, follow_redirects=False)
    for route, roles in BY_LINK.items():
        method, path = route.split()
        address = filled(path.replace("{token}", token), "")
        before = everything(app)
        response = client.request(method, address, content=b"")
        if role in roles:
            assert response.status_code in {200, 204, 303, 422}, f"{route} with {role}"
            continue
        assert response.status_code == 404, f"{route} with {role}"
        assert "Alice" not in response.text
        dead = client.request(method, filled(path.replace("{token}", "y" * 32), ""), content=b"")
        assert response.text == dead.text, f"{route} tells a {role} link from a dead one"
        assert everything(app) == before, f"{route} with {role} changed something"


def filled(path: str, plan_id: str) -> str:
    parts = {"plan_id": plan_id, **PARTS}
    for name in [part.partition("}")[0] for part in path.split("{")[1:]]:
        path = path.replace(f"{{{name}}}", parts.get(name, "abc"))
    return path


def test_who_has_no_edit_key_neither_sees_nor_changes_anything(
    app: FastAPI, alice: NewLink, intruders: dict[str, str]
) -> None:
    before = everything(app)
    client = TestClient(app, follow_redirects=False)
    tried = 0
    for route in routes(app):
        method, path = route.split()
        if not path.startswith(EDIT_KEY) or route in OPEN:
            continue
        for name, token in intruders.items():
            headers = {"Authorization": f"Bearer {token}"} if token else {}
            address = filled(path, alice.link.plan_id)
            response = client.request(method, address, headers=headers, content=b"")
            assert response.status_code == 404, f"{route} with {name}: {response.status_code}"
            assert "Alice" not in response.text, f"{route} with {name}"
            tried += 1
    assert tried > 100
    assert everything(app) == before


@pytest.mark.parametrize("name", ["no key", "a made-up key", "revoked", "expired"])
def test_a_link_that_is_dead_opens_nothing_and_all_dead_links_look_alike(
    app: FastAPI, intruders: dict[str, str], name: str
) -> None:
    client = TestClient(app, follow_redirects=False)
    unknown = "y" * 32
    for route in routes(app):
        method, path = route.split()
        if path.startswith(TOKEN_IN_THE_ADDRESS):
            parts = filled(path.replace("{token}", "TOKEN"), "")
            token = intruders[name] or "z" * 32
            dead, none = (
                client.request(method, parts.replace("TOKEN", tried), content=b"")
                for tried in (token, unknown)
            )
            assert (dead.status_code, none.status_code) == (404, 404), f"{route} with {name}"
            assert dead.text.replace(token, "") == none.text.replace(unknown, ""), route
