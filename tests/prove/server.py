"""A server in processes of its own: started, killed, started again."""

from __future__ import annotations

import os
import resource
import signal
import subprocess
import sys
from dataclasses import dataclass, field
from pathlib import Path

from tests.serving import ROOT, free_port, settings, wait_for

PAGE = resource.getpagesize()


@dataclass
class Server:
    """`python -m app serve` with its own data folder and port, and all its workers."""

    data: Path
    database_url: str = ""
    workers: int = 1
    largest_file: int | None = None  # bytes; more cannot be written, as on a full disk
    port: int = field(default_factory=free_port)
    process: subprocess.Popen[bytes] | None = None

    def __enter__(self) -> Server:
        self.start()
        return self

    def __exit__(self, *_fault: object) -> None:
        self.kill()

    @property
    def log(self) -> str:
        return (self.data / "server.log").read_text(errors="replace")

    def start(self) -> None:
        environment = {
            **settings(self.port, self.data),
            "SCOPEWRIGHT_DATABASE_URL": self.database_url,
            "SCOPEWRIGHT_WORKERS": str(self.workers),
        }
        limit = f"ulimit -f {self.largest_file // 512}; " if self.largest_file else ""
        with (self.data / "server.log").open("ab") as log:
            # A session of its own, so that one signal reaches every worker.
            self.process = subprocess.Popen(
                ["sh", "-c", f"{limit}exec {sys.executable} -m app serve"],
                cwd=ROOT, env=environment, start_new_session=True, stdout=log, stderr=log,
            )  # fmt: skip
        try:
            wait_for(self.port, self.process)
        except (ChildProcessError, TimeoutError) as fault:
            self.kill()
            raise RuntimeError(self.log[-2000:]) from fault

    def kill(self) -> None:
        """As a power cut would: every process at once, without a word."""
        if self.process is not None:
            os.killpg(self.process.pid, signal.SIGKILL)
            self.process.wait()
            self.process = None

    @property
    def processes(self) -> list[int]:
        """The server, its workers and whatever they have started."""
        assert self.process is not None
        found = [self.process.pid]
        for pid in found:
            found += children(pid)
        return found

    @property
    def workers_running(self) -> list[int]:
        """The processes that serve when there are several workers."""
        assert self.process is not None
        return [pid for pid in children(self.process.pid) if "spawn_main" in command_line(pid)]

    @property
    def memory(self) -> int:
        """Bytes that the processes hold in memory, all together."""
        return sum(resident(pid) for pid in self.processes)


def children(pid: int) -> list[int]:
    try:
        tasks = Path(f"/proc/{pid}/task").iterdir()
        return [int(child) for task in tasks for child in (task / "children").read_text().split()]
    except FileNotFoundError:
        return []


def resident(pid: int) -> int:
    try:
        return int(Path(f"/proc/{pid}/statm").read_text().split()[1]) * PAGE
    except (FileNotFoundError, ProcessLookupError, IndexError):
        return 0


def command_line(pid: int) -> str:
    try:
        return Path(f"/proc/{pid}/cmdline").read_text().replace("\0", " ")
    except (FileNotFoundError, ProcessLookupError):
        return ""
