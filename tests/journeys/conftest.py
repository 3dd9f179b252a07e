"""A server of its own, and Debian's Chromium before it."""

from __future__ import annotations

import os
import shutil
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

ROOT = Path(__file__).parent.parent.parent
CHROMIUM = shutil.which("chromium") or "/usr/bin/chromium"

# The first runs as root in a container; the others keep the browser from calling home.
FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
    "--disable-quic",
]


@pytest.hookimpl(trylast=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Journeys come last: the browser's event loop stays in this thread until the session ends."""
    for item in items:
        if is_journey(item):
            item.add_marker(pytest.mark.browser)
    items.sort(key=is_journey)


def is_journey(item: pytest.Item) -> bool:
    return Path(__file__).parent in item.path.parents


@pytest.fixture(scope="session")
def browser_type_launch_args() -> dict[str, Any]:
    return {"executable_path": CHROMIUM, "args": FLAGS}


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


@pytest.fixture(scope="session")
def base_url(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of a server with an empty SQLite file, started as people start it."""
    port = free_port()
    process = subprocess.Popen(
        [sys.executable, "-m", "app", "serve"],
        cwd=ROOT,
        env={
            **os.environ,
            "SCOPEWRIGHT_PORT": str(port),
            "SCOPEWRIGHT_DATA": str(tmp_path_factory.mktemp("data")),
            "SCOPEWRIGHT_RATE_LIMITS": "off",
        },
    )
    address = f"http://127.0.0.1:{port}"
    try:
        wait_for(address, process)
        yield address
    finally:
        process.terminate()
        process.wait(timeout=10)


def wait_for(address: str, process: subprocess.Popen[bytes]) -> None:
    for _ in range(300):
        assert process.poll() is None, "the server stopped while it started"
        try:
            urllib.request.urlopen(f"{address}/healthz", timeout=1).read()
        except OSError:
            time.sleep(0.05)
        else:
            return
    raise TimeoutError(address)
