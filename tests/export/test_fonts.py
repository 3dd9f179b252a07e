"""The font that documents are set in: the one we meant, with its licence beside it."""

from __future__ import annotations

from hashlib import sha256
from pathlib import Path

import app.export

FONTS = Path(app.export.__path__[0]) / "fonts"


def test_every_font_is_the_one_that_was_checked() -> None:
    lines = (FONTS / "CHECKSUMS").read_text().splitlines()
    listed = {name: digest for digest, name in (line.split("  ", 1) for line in lines)}
    found = {path.name: sha256(path.read_bytes()).hexdigest() for path in FONTS.glob("*.ttf")}
    assert found == listed


def test_the_licence_of_the_fonts_is_carried() -> None:
    assert "SIL Open Font License" in (FONTS / "LICENSE-Inter").read_text()
