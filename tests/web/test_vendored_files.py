"""Files of other people lie here unchanged, with their licence."""

from hashlib import sha256
from pathlib import Path

STATIC = Path(__file__).parents[2] / "static"
LINES = [line.split("  ", 1) for line in (STATIC / "CHECKSUMS").read_text().splitlines()]
WRITTEN = {name: checksum for checksum, name in LINES}


def test_each_vendored_file_is_the_one_that_was_reviewed() -> None:
    for name, checksum in WRITTEN.items():
        assert sha256((STATIC / name).read_bytes()).hexdigest() == checksum, name


def test_every_vendored_file_has_a_checksum() -> None:
    found = [path for folder in ("vendor", "fonts") for path in (STATIC / folder).iterdir()]
    assert {path.relative_to(STATIC).as_posix() for path in found} == set(WRITTEN)


def test_a_first_visit_carries_the_basic_font_in_under_25_kilobytes() -> None:
    assert (STATIC / "fonts/inter-4.1-basic.woff2").stat().st_size < 25_000
