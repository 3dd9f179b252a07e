"""The browser's keyring: signed, out of scripts' reach, and never longer than a cookie."""

from __future__ import annotations

from http.cookies import SimpleCookie

import pytest
from fastapi import FastAPI, Request, Response
from fastapi.responses import PlainTextResponse
from starlette.testclient import TestClient

from app.main import create_app
from app.settings import Settings
from app.store.tokens import new_id, new_token
from app.web.dependencies import CurrentKeyring
from app.web.keyring import COOKIE, Keyring, hand_over
from app.web.signed_cookie import signer


@pytest.fixture
def keeping(app: FastAPI) -> FastAPI:
    """The application with addresses that add a key and read the keys."""

    @app.get("/take/{plan_id}")
    def take(request: Request, plan_id: str, keyring: CurrentKeyring) -> Response:
        response = PlainTextResponse("")
        hand_over(request, response, keyring.with_key(plan_id, f"token-of-{plan_id}"))
        return response

    @app.get("/keys")
    def keys(keyring: CurrentKeyring) -> str:
        return " ".join(keyring.tokens)

    return app


def test_a_browser_keeps_its_keys_the_newest_first(keeping: FastAPI) -> None:
    browser = TestClient(keeping)
    for plan in ("a", "b", "a"):
        browser.get(f"/take/{plan}")
    assert browser.get("/keys").json() == "a b"


def test_no_script_and_no_other_site_gets_the_cookie(keeping: FastAPI) -> None:
    header = TestClient(keeping).get("/take/a").headers["Set-Cookie"]
    assert "HttpOnly" in header
    assert "SameSite=lax" in header
    assert "Secure" not in header
    secure = TestClient(keeping, base_url="https://plans.example").get("/take/a")
    assert "Secure" in secure.headers["Set-Cookie"]


def test_behind_a_proxy_the_public_origin_says_whether_it_is_https(settings: Settings) -> None:
    behind = create_app(settings.model_copy(update={"public_origin": "https://plans.example"}))

    @behind.get("/take")
    def take(request: Request) -> Response:
        response = PlainTextResponse("")
        hand_over(request, response, Keyring())
        return response

    assert "Secure" in TestClient(behind).get("/take").headers["Set-Cookie"]
    behind.state.database.close()


@pytest.mark.parametrize(
    "forged", ["", "a:token-of-a", "a:token-of-a.signature", "\xff", "." * 999]
)
def test_a_forged_keyring_is_an_empty_one(keeping: FastAPI, forged: str) -> None:
    cookie = f"plans={forged}".encode("latin-1")
    browser = TestClient(keeping)
    assert browser.get("/keys", headers=[(b"cookie", cookie)]).json() == ""


def test_a_keyring_of_another_secret_is_an_empty_one(keeping: FastAPI) -> None:
    foreign = signer("another secret", COOKIE.salt).sign("a:token-of-a").decode()
    assert TestClient(keeping, cookies={"plans": foreign}).get("/keys").json() == ""


def keyring_of(plans: int) -> Keyring:
    """What is left of the keys of so many plans."""
    keyring = Keyring()
    for _ in range(plans):
        keyring = keyring.with_key(new_id(), new_token())
    return keyring


def length(keyring: Keyring) -> int:
    signed = signer("secret", COOKIE.salt).sign(keyring.written()).decode()
    cookie: SimpleCookie = SimpleCookie({"plans": signed})
    return len(cookie.output(header=""))


def test_a_full_keyring_still_fits_into_a_cookie() -> None:
    keyring = keyring_of(90)
    assert 80 <= len(keyring.tokens) < 90
    assert length(keyring) < 4096


@pytest.mark.parametrize("plans", [80, 90])
def test_scenarios_find_room_and_push_no_plan_off_the_keyring(plans: int) -> None:
    keyring = keyring_of(plans)
    original = next(iter(keyring.tokens))
    copies = [(new_id(), original) for _ in range(90)]
    more = keyring.with_scenarios(copies)
    assert more.tokens.items() >= keyring.tokens.items()
    assert more.token(copies[0][0]) == keyring.token(original)
    assert length(more) < 4096


def test_all_plans_that_one_key_opens_are_on_the_keyring(keeping: FastAPI) -> None:
    signed = signer(keeping.state.secret, COOKIE.salt).sign("a+b:token~c:other").decode()
    assert TestClient(keeping, cookies={"plans": signed}).get("/keys").json() == "a b c"
