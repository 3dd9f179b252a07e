"""A server of its own process, and wrk to ask it for pages."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

from tests.serving import free_port, running


@contextmanager
def server(app: str, environment: Mapping[str, str] | None = None) -> Iterator[str]:
    """Serves `module:app` (or a factory, `module:create()`) with one worker; yields its address."""
    port = free_port()
    with running(command(app, port), {**os.environ, **(environment or {})}, port) as address:
        yield address


def command(app: str, port: int) -> list[str]:
    """uvicorn for ours and other ASGI applications; gunicorn's threads for WSGI."""
    if "formtools" in app or "wtforms" in app:
        return [sys.executable, "-m", "gunicorn", "--workers=1", "--threads=8",
                "--log-level=error", f"--bind=127.0.0.1:{port}", app]  # fmt: skip
    factory = ["--factory"] if app.endswith("()") else []
    return [sys.executable, "-m", "uvicorn", app.removesuffix("()"), *factory,
            f"--port={port}", "--log-level=error", "--no-access-log"]  # fmt: skip


def requests_per_second(
    url: str, *, script: Path | None = None, connections: int = 8, duration: int = 1
) -> Callable[[], float]:
    """A measure of answers a second by wrk; refuses a run with errors in it."""
    wrk = shutil.which("wrk")
    if wrk is None:
        raise RuntimeError("wrk is not installed: run scripts/install-test-machine --bench")
    command = [wrk, "-t1", f"-c{connections}", f"-d{duration}s", url]
    if script is not None:
        command[1:1] = ["-s", str(script)]

    def measure() -> float:
        printed = subprocess.run(command, check=True, capture_output=True, text=True).stdout
        if "Non-2xx" in printed or "Socket errors" in printed:
            raise RuntimeError(printed)
        found = re.search(r"Requests/sec:\s+([\d.]+)", printed)
        assert found, printed
        return float(found[1])

    return measure
