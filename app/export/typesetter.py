"""The child process that typesets one document, within limits of memory and time.

Reads from standard input a JSON object: `data` (the document's values), `day` (Unix time of its
date). Writes the PDF to standard output; standard error says "plain" where the text holds a
letter that the strict standard refuses. Run by path, alone: it imports nothing of the application.
"""

import json
import resource
import sys
import tempfile
from pathlib import Path
from typing import Literal

import typst

HERE = Path(__file__).parent
SOURCES = ("look.typ", "parts.typ", "plan.typ")
MEMORY = 1_500_000_000  # bytes of address space
SECONDS = 12  # of processor time
STRICT: Literal["ua-1"] = "ua-1"  # PDF/UA-1: for people who have the document read to them


def limit() -> None:
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    resource.setrlimit(resource.RLIMIT_CPU, (SECONDS, SECONDS))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


def typeset(data: str, day: int, root: Path) -> bytes:
    """The document of these values; `root` is an empty folder, all that the typesetter may read."""
    source = root / "document.typ"
    source.write_text("\n".join((HERE / "typst" / name).read_text() for name in SOURCES))
    try:
        return compiled(source, data, day, [STRICT])
    except typst.TypstError as refused:
        # One letter without a glyph is enough; the document stays tagged without the standard.
        sys.stderr.write(f"plain: {refused}")
        return compiled(source, data, day, [])


def compiled(source: Path, data: str, day: int, standards: list[Literal["ua-1"]]) -> bytes:
    fonts = typst.Fonts(
        include_system_fonts=False, include_embedded_fonts=False, font_paths=[str(HERE / "fonts")]
    )
    # Text that arrives as input is a value: it can never become markup.
    document = typst.compile(
        str(source),
        root=str(source.parent),
        font_paths=fonts,
        sys_inputs={"data": data},
        timestamp=day,
        pdf_standards=list(standards),
    )
    assert isinstance(document, bytes)
    return document


def main() -> None:
    limit()
    asked = json.loads(sys.stdin.buffer.read())
    with tempfile.TemporaryDirectory() as empty:
        sys.stdout.buffer.write(typeset(asked["data"], asked["day"], Path(empty)))


if __name__ == "__main__":
    main()
