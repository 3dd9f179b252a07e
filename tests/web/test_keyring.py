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
from app.web.keyring import AS_MANY_AS_FIT, COOKIE, Keyring, hand_over
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


def test_a_full_keyring_still_fits_into_a_cookie() -> None:
    keyring = Keyring()
    for _ in range(AS_MANY_AS_FIT + 5):
        keyring = keyring.with_key(new_id(), new_token())
    assert len(keyring.tokens) == AS_MANY_AS_FIT
    signed = signer("secret", COOKIE.salt).sign(keyring.written()).decode()
    cookie: SimpleCookie = SimpleCookie({"plans": signed})
    assert len(cookie.output(header="")) < 4096
