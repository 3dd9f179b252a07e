"""The child process that typesets documents, within limits of memory and time.

Started as `typesetter.py FOLDER`; the folder is empty and all that the typesetter may read. Each
request on standard input is eight bytes that tell its length, then a JSON object: `data` (the
document's values, themselves JSON), `day` (Unix time of its date). Each answer on standard output
is the lengths of two parts and the parts: the PDF (empty: there is none), and what the typesetter
complained of (with a PDF: the text holds a letter that the strict standard refuses).

One process makes many documents, because the typesetter remembers the layout of what it has set:
a plan with one answer changed costs a quarter of the first. It ends when nothing was asked of it
for a while. Run by path, alone: it imports nothing of the application.
"""

import json
import resource
import select
import shutil
import sys
from pathlib import Path
from typing import BinaryIO, Literal

import typst

HERE = Path(__file__).parent
SOURCES = ("look.typ", "parts.typ", "plan.typ")
MEMORY = 1_500_000_000  # bytes of address space
SECONDS = 12  # of processor time, for one document
IDLE = 60  # seconds without a request, after which the process ends
LENGTH = 8  # bytes
STRICT: Literal["ua-1"] = "ua-1"  # PDF/UA-1: for people who have the document read to them


def limit_memory() -> None:
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


def limit_time() -> None:
    """So much for the next document, whatever those before it have used."""
    used = resource.getrusage(resource.RUSAGE_SELF)
    spent = int(used.ru_utime + used.ru_stime)
    resource.setrlimit(resource.RLIMIT_CPU, (spent + SECONDS, resource.RLIM_INFINITY))


def typeset(root: Path, fonts: typst.Fonts, data: str, day: int) -> tuple[bytes, str]:
    """The document of these values, and a complaint; empty where there is none."""
    # A file, not an input of the program: with another input nothing remembered would count. What
    # it holds are values all the same, and can never become markup.
    values = root / "data.json"
    values.write_text(data)
    try:
        return strictest(root, fonts, day)
    finally:
        values.unlink()  # nobody's words stay on the disk while it waits for the next document


def strictest(root: Path, fonts: typst.Fonts, day: int) -> tuple[bytes, str]:
    """By the strict standard, else without it, and what that one complained of."""
    try:
        return compiled(root, fonts, day, [STRICT]), ""
    except typst.TypstError as refused:
        complaint = str(refused)
    try:
        # One letter without a glyph is enough; the document stays tagged without the standard.
        return compiled(root, fonts, day, []), complaint
    except typst.TypstError as refused:
        return b"", str(refused)


def compiled(root: Path, fonts: typst.Fonts, day: int, standards: list[Literal["ua-1"]]) -> bytes:
    document = typst.compile(
        str(root / "document.typ"),
        root=str(root),
        font_paths=fonts,
        timestamp=day,
        pdf_standards=list(standards),
    )
    assert isinstance(document, bytes)
    return document


def request(stream: BinaryIO) -> bytes | None:
    """The next request; None when nobody is left to ask, or nobody did for a while."""
    if not select.select([stream], [], [], IDLE)[0]:
        return None
    length = stream.read(LENGTH)
    return stream.read(int.from_bytes(length)) if len(length) == LENGTH else None


def answer(stream: BinaryIO, *parts: bytes) -> None:
    stream.write(b"".join(len(part).to_bytes(LENGTH) for part in parts))
    stream.writelines(parts)
    stream.flush()


def main(root: Path) -> None:
    limit_memory()
    (root / "document.typ").write_text(
        "\n".join((HERE / "typst" / name).read_text() for name in SOURCES)
    )
    fonts = typst.Fonts(
        include_system_fonts=False, include_embedded_fonts=False, font_paths=[str(HERE / "fonts")]
    )
    while (asked := request(sys.stdin.buffer)) is not None:
        limit_time()
        values = json.loads(asked)
        document, complaint = typeset(root, fonts, values["data"], values["day"])
        answer(sys.stdout.buffer, document, complaint.encode())
    shutil.rmtree(root, ignore_errors=True)


if __name__ == "__main__":
    main(Path(sys.argv[1]))
