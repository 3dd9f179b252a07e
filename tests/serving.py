"""A server in a process of its own, and Debian's Chromium to look at it."""

from __future__ import annotations

import os
import shutil
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

ROOT = Path(__file__).parent.parent
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


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


def settings(port: int, data: Path) -> dict[str, str]:
    """The environment of a server with an SQLite file of its own, which never tells us to wait."""
    return {
        **os.environ,
        "SCOPEWRIGHT_PORT": str(port),
        "SCOPEWRIGHT_DATA": str(data),
        "SCOPEWRIGHT_RATE_LIMITS": "off",
    }


@contextmanager
def served(data: Path) -> Iterator[str]:
    """The address of a server, started as people start it."""
    port = free_port()
    command = [sys.executable, "-m", "app", "serve"]
    with running(command, settings(port, data), port) as address:
        yield address


@contextmanager
def running(command: list[str], environment: Mapping[str, str], port: int) -> Iterator[str]:
    """The address of what a command serves at a port, from its first answer on."""
    process = subprocess.Popen(command, cwd=ROOT, env=environment, stderr=subprocess.DEVNULL)
    try:
        wait_for(port, process)
        yield f"http://127.0.0.1:{port}"
    finally:
        process.terminate()
        process.wait(timeout=10)


def wait_for(port: int, process: subprocess.Popen[bytes], seconds: float = 60) -> None:
    """Until the server says that it is well; TimeoutError when it does not in time."""
    deadline = time.monotonic() + seconds
    while time.monotonic() < deadline:
        if process.poll() is not None:
            raise ChildProcessError("the server stopped while it started")
        try:
            urllib.request.urlopen(f"http://127.0.0.1:{port}/healthz", timeout=2).read()
        except OSError:
            time.sleep(0.02)
        else:
            return
    raise TimeoutError(f"port {port} does not answer")
