"""Check 27 in part: no number without source and trust; every fault reported at once."""

from __future__ import annotations

import shutil
import tomllib
from collections.abc import Iterator, Mapping
from pathlib import Path

import pytest

from app.estimate.breakdown.waits import read_data_waits
from app.estimate.entries import CONTENT, GRADES
from app.estimate.priors import load_priors, read_priors
from app.estimate.rates import read_rates
from app.lifecycle.entries import FaultyContent
from tests.estimate.archetypes import table


def entries(found: object, path: str) -> Iterator[tuple[str, Mapping[str, object]]]:
    """The innermost tables that hold a number, with their place; levels belong to their factor."""
    if not isinstance(found, Mapping):
        return
    if "trust" in found or not any(isinstance(inner, Mapping) for inner in found.values()):
        yield path, found
        return
    for name, inner in found.items():
        yield from entries(inner, f"{path}.{name}")


@pytest.mark.parametrize("file", sorted(CONTENT.glob("*.toml")), ids=lambda file: file.stem)
def test_every_number_has_a_source_and_a_grade(file: Path) -> None:
    document = tomllib.loads(file.read_text(encoding="utf-8"))
    for path, entry in entries(document, file.stem):
        assert entry.get("source"), path
        assert entry.get("trust") in GRADES, path


@pytest.fixture
def content(tmp_path: Path) -> Path:
    shutil.copytree(CONTENT, tmp_path / "content")
    return tmp_path / "content"


def broken(file: Path, *changes: tuple[str, str]) -> None:
    text = file.read_text(encoding="utf-8")
    for old, new in changes:
        assert old in text
        text = text.replace(old, new, 1)
    file.write_text(text, encoding="utf-8")


def test_a_content_file_is_refused_with_all_its_faults(content: Path) -> None:
    broken(
        content / "tasks.toml",
        ('source = "Judgement of the authors"\n', ""),
        ("effort_days = [3, 10, 30]", "effort_days = [30, 10, 3]"),
        ("people = 2.5", 'people = "two"'),
        ("product = 0.5, domain = 0.3", "product = 0.9, domain = 0.3"),
        ('phase = "selection"', 'phase = "choosing"'),
    )
    broken(content / "figures.toml", ('trust = "A"', 'trust = "Z"'), ("value = 0.5", "values = 1"))
    broken(content / "factors.toml", ("weight = 0.08", "weight = 0.50"))
    with pytest.raises(FaultyContent) as refusal:
        read_priors(content)
    text = " | ".join(refusal.value.faults)
    for fault in (
        "task.scope: source is missing",
        "task.scope: the shares of mix",
        "task.approval: effort_days",
        "task.approval_reg: people",
        "task.select: phase",
        "shared_effort: trust",
        "value must be a number",
        "factor.size: the weights",
    ):
        assert fault in text


def test_rates_and_waits_are_refused_without_a_source(content: Path) -> None:
    for name, read in (("money", read_rates), ("waits", read_data_waits)):
        file = content / f"{name}.toml"
        lines = file.read_text(encoding="utf-8").splitlines()
        kept = [line for line in lines if not line.startswith("source")]
        file.write_text("\n".join(kept), encoding="utf-8")
        with pytest.raises(FaultyContent, match="source is missing"):
            read(file)


def test_the_shipped_levels_and_shares_are_the_published_ones() -> None:
    priors = load_priors()
    for row in table("factor_levels"):
        if not row["level"]:
            continue
        factor = priors.factors[row["factor"].removeprefix("quality_")]
        level = factor.levels[int(row["level"]) - 1]
        assert level.multiplier == float(row["base_multiplier_or_q"])
        assert level.weight == float(row["weight_when_unknown"])
        assert (factor.neutral == int(row["level"]) - 1) is (row["neutral"] == "1")
    for row in table("role_mix"):
        known = priors.rework if row["phase"] == "rework" else priors.tasks[row["phase"]]
        shares = {role: float(row[role]) for role in row if role != "phase" and float(row[role])}
        assert dict(known.mix) == shares
