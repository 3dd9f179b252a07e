"""The typesetters that run: each makes one document at a time, and stays for the next."""

from __future__ import annotations

import json
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from tempfile import TemporaryDirectory
from threading import BoundedSemaphore, Timer

PROGRAM = Path(__file__).parent / "typesetter.py"
SECONDS = 15  # after which a document is given up
AT_ONCE = 2  # each takes a processor and up to 300 MB
PATIENCE = 30  # seconds that a reader waits for a turn
IDLE = 50  # seconds; a little later the process ends by itself
ENOUGH = 50  # documents, after which it has remembered enough and is replaced
LENGTH = 8  # bytes


class NoDocument(Exception):
    """The document could not be typeset, or not in time."""


@dataclass
class Typesetter:
    """One child process, with the folder that is all it may read."""

    folder: TemporaryDirectory[str] = field(default_factory=TemporaryDirectory)
    made: int = 0
    last_used: float = field(default_factory=time.monotonic)
    process: subprocess.Popen[bytes] = field(init=False)

    def __post_init__(self) -> None:
        self.process = subprocess.Popen(
            [sys.executable, "-I", str(PROGRAM), self.folder.name],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            env={},
        )

    @property
    def fit(self) -> bool:
        """Whether it may be asked again."""
        rested = time.monotonic() - self.last_used
        return self.process.poll() is None and rested < IDLE and self.made < ENOUGH

    def typeset(self, data: str, day: int) -> tuple[bytes, str]:
        """The PDF and what the typesetter complained of; NoDocument when it ended before."""
        watch = Timer(SECONDS, self.process.kill)
        watch.start()
        try:
            self.send(json.dumps({"data": data, "day": day}).encode())
            document, complaint = self.received()
        except (EOFError, OSError) as gone:
            self.process.kill()
            raise NoDocument("the typesetter took too long, or was ended") from gone
        finally:
            watch.cancel()
        self.made += 1
        self.last_used = time.monotonic()
        return document, complaint.decode(errors="replace")

    def send(self, request: bytes) -> None:
        assert self.process.stdin is not None
        self.process.stdin.write(len(request).to_bytes(LENGTH) + request)
        self.process.stdin.flush()

    def received(self) -> tuple[bytes, bytes]:
        lengths = self.read(2 * LENGTH)
        document = self.read(int.from_bytes(lengths[:LENGTH]))
        return document, self.read(int.from_bytes(lengths[LENGTH:]))

    def read(self, size: int) -> bytes:
        assert self.process.stdout is not None
        found = self.process.stdout.read(size)
        if len(found) < size:
            raise EOFError
        return found

    def dismiss(self) -> None:
        self.process.kill()
        self.process.communicate()
        self.folder.cleanup()


class Typesetters:
    """As many as may run at once. Those without work wait for it, and end when none comes."""

    def __init__(self) -> None:
        self.turns = BoundedSemaphore(AT_ONCE)
        self.waiting: list[Typesetter] = []

    @contextmanager
    def one(self) -> Iterator[Typesetter]:
        """A typesetter of one's own for a while; NoDocument when none is free in time."""
        if not self.turns.acquire(timeout=PATIENCE):
            raise NoDocument("too many documents are being made")
        try:
            typesetter = self.waiting.pop() if self.waiting else Typesetter()
            if not typesetter.fit:
                typesetter.dismiss()
                typesetter = Typesetter()
            try:
                yield typesetter
            finally:
                self.put_back(typesetter)
        finally:
            self.turns.release()

    def put_back(self, typesetter: Typesetter) -> None:
        if typesetter.fit:
            self.waiting.append(typesetter)
        else:
            typesetter.dismiss()

    def close(self) -> None:
        """Ends those that wait for work."""
        while self.waiting:
            self.waiting.pop().dismiss()
