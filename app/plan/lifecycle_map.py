"""The article's lifecycle with this project drawn into it: which boxes are chosen, and why."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from app.advice.finding import Advice, Finding, Stance, VerdictKind
from app.estimate.estimate import Estimate
from app.estimate.ranges import Range
from app.language.message import Message, message
from app.lifecycle.entries import Entry, FaultyContent, read_entries
from app.lifecycle.phases import Phase
from app.plan.plan import Box, Place, Stage

CONTENT = Path(__file__).parent / "content" / "lifecycle.toml"


@dataclass(frozen=True, slots=True)
class BoxOutline:
    """A box of the diagram, and which findings choose it."""

    id: str
    title: Message
    tags: tuple[str, ...]
    family: str | None  # all tags of a group, instead of `tags`
    partly: str | None  # a group whose findings choose the box in part
    partly_because: Message | None
    explained_by: tuple[str, ...]  # further tags that say why not
    always: Message | None  # why every plan has it
    otherwise: Message | None  # why it is not needed, when no finding says so

    def chosen_by(self, finding: Finding) -> bool:
        if finding.tag == "select.no_genai":
            return False
        return finding.tag in self.tags or finding.group == self.family


@dataclass(frozen=True, slots=True)
class StageOutline:
    id: str
    title: Message
    phase: Phase
    boxes: tuple[BoxOutline, ...]


def lifecycle_map(advice: Advice, estimate: Estimate | None) -> tuple[Stage, ...]:
    return tuple(
        Stage(
            id=outline.id,
            title=outline.title,
            weeks=_weeks(outline.phase, estimate),
            boxes=tuple(_box(box, advice) for box in outline.boxes),
        )
        for outline in load_stages()
    )


def _weeks(phase: Phase, estimate: Estimate | None) -> Range | None:
    for found in estimate.phases if estimate else ():
        if found.phase is phase:
            return found.duration_weeks
    return None


def _box(outline: BoxOutline, advice: Advice) -> Box:
    if outline.always is not None:
        return Box(outline.id, outline.title, Place.CHOSEN, outline.always, None)
    own = [finding for finding in advice.findings if outline.chosen_by(finding)]
    return (
        _chosen(outline, own)
        or _in_part(outline, advice)
        or _later(outline, own)
        or _not_needed(outline, own, advice)
    )


def _chosen(outline: BoxOutline, own: Sequence[Finding]) -> Box | None:
    for finding in own:
        if finding.stance is Stance.DO:
            return Box(outline.id, outline.title, Place.CHOSEN, finding.title, finding.rule)
    return None


def _in_part(outline: BoxOutline, advice: Advice) -> Box | None:
    if outline.partly is None or outline.partly_because is None:
        return None
    for finding in advice.findings:
        if (
            finding.group == outline.partly
            and finding.stance is Stance.DO
            and finding.tag != "select.no_genai"
        ):
            because = outline.partly_because
            return Box(outline.id, outline.title, Place.IN_PART, because, finding.rule)
    return None


def _later(outline: BoxOutline, own: Sequence[Finding]) -> Box | None:
    for finding in own:
        if finding.stance is Stance.LATER:
            reason = finding.title
            if finding.when is not None:
                reason = message("{title}: {when}", title=finding.title, when=finding.when)
            return Box(outline.id, outline.title, Place.LATER, reason, finding.rule)
    return None


def _not_needed(outline: BoxOutline, own: Sequence[Finding], advice: Advice) -> Box:
    explained = [f for f in advice.findings if f.tag in outline.explained_by]
    without = advice.verdict.kind is VerdictKind.NO_GENAI
    for finding in () if without else (*own, *explained):
        if finding.stance is Stance.AVOID:
            return Box(outline.id, outline.title, Place.NOT_NEEDED, _first(finding), finding.rule)
    reason = outline.otherwise or message("Not needed")
    if advice.verdict.kind is VerdictKind.STOP:
        reason = message("The plan stops before this")
    return Box(outline.id, outline.title, Place.NOT_NEEDED, reason, None)


def _first(finding: Finding) -> Message:
    if finding.group == "explain":
        return finding.why
    return message("Rejected: {title}", title=finding.title)


@lru_cache
def load_stages(path: Path = CONTENT) -> tuple[StageOutline, ...]:
    """The four stages in the article's order; FaultyContent names all faults at once."""
    faults: list[str] = []
    stages = tuple(_stage(*item) for item in read_entries(path, faults).inners())
    if faults:
        raise FaultyContent(faults)
    return stages


def _stage(key: str, entry: Entry) -> StageOutline:
    return StageOutline(
        id=key,
        title=message(entry.required("title")),
        phase=entry.one_of("phase", Phase, Phase.SCOPING),
        boxes=tuple(_outline(inner) for inner in entry.listed("box")),
    )


def _outline(entry: Entry) -> BoxOutline:
    return BoxOutline(
        id=entry.required("id"),
        title=message(entry.required("title")),
        tags=entry.texts("tags"),
        family=entry.text("family"),
        partly=entry.text("partly"),
        partly_because=entry.words("partly_because"),
        explained_by=entry.texts("explained_by"),
        always=entry.words("always"),
        otherwise=entry.words("else"),
    )
