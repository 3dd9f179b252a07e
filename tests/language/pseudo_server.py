"""`python -m tests.language.pseudo_server`: the application as usual, and the made-up language."""

from __future__ import annotations

import sys
import tempfile
from pathlib import Path

from app.cli import main
from app.language import reader
from app.web import rendering
from tests.language.pseudo import pseudo_catalogue

if __name__ == "__main__":
    with tempfile.TemporaryDirectory() as folder:
        reader.CATALOGUES = made = pseudo_catalogue(Path(folder))
        rendering.CATALOGUES = made  # type: ignore[attr-defined]  # a name it only imports
        sys.exit(main(["serve"]))
