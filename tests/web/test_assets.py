"""Styles and scripts have addresses that change with their content, and stay for ever."""

from __future__ import annotations

import pytest
from starlette.testclient import TestClient

from app.web.assets import STATIC, asset, asset_url, digest, shelf

STYLE = next(name for name in shelf() if name.endswith(".css"))
FONT = next(name for name in shelf() if name.endswith(".woff2"))


@pytest.mark.parametrize("name", ["vendor/htmx-4.0.1.min.js", FONT])
def test_a_file_is_served_as_it_lies_in_the_folder(client: TestClient, name: str) -> None:
    response = client.get(asset_url(name), headers={"Accept-Encoding": "identity"})
    assert response.content == (STATIC / name).read_bytes()
    assert response.headers["Cache-Control"] == "public, max-age=31536000, immutable"


def test_what_compresses_well_travels_compressed(client: TestClient) -> None:
    packed = client.get(asset_url(STYLE), headers={"Accept-Encoding": "gzip"})
    assert packed.headers["Content-Encoding"] == "gzip"
    assert packed.headers["Vary"] == "Accept-Encoding"
    assert packed.content == asset(STYLE).content
    assert int(packed.headers["Content-Length"]) < len(packed.content)
    font = client.get(asset_url(FONT), headers={"Accept-Encoding": "gzip"})
    assert "Content-Encoding" not in font.headers


def test_a_style_sheet_travels_in_one_piece_without_its_comments(client: TestClient) -> None:
    sent = client.get(asset_url("css/style.css")).text
    assert [part for part in ("@import", "/*", "\n ") if part in sent] == []
    assert ".choice__row" in sent


def test_a_script_travels_in_one_piece_without_its_comments(client: TestClient) -> None:
    sent = client.get(asset_url("js/autosave.js")).text
    left = ("//", " ", "import ", "export ")
    assert not [line for line in sent.splitlines() if line.startswith(left)]
    assert 'const form = document.querySelector("[data-question]");' in sent


def test_a_page_of_an_older_release_gets_the_file_of_today_for_today(client: TestClient) -> None:
    response = client.get(f"/static/0123456789ab/{STYLE}")
    assert response.status_code == 200
    assert response.headers["Cache-Control"] == "no-cache"


def test_an_address_belongs_to_one_state_of_the_folder() -> None:
    assert asset_url(STYLE) == f"/static/{digest()}/{STYLE}"


def test_a_page_that_names_a_missing_file_fails_in_its_test() -> None:
    with pytest.raises(LookupError):
        asset_url("css/missing.css")


@pytest.mark.parametrize(
    "path",
    [
        "../app/main.py",
        "%2e%2e/app/main.py",
        "..%2fapp%2fmain.py",
        "css",
        "",
        "css/missing.css",
        "%00",
    ],
)
def test_nothing_outside_the_folder_is_served(client: TestClient, path: str) -> None:
    assert client.get(f"/static/{digest()}/{path}").status_code == 404
