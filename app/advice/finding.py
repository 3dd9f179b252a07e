"""What the rules say: findings, risks, duties and the verdict, as values."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from app.language.message import Message, message


class Trust(StrEnum):
    """How well a statement is supported, from a text that was read to background knowledge."""

    PRIMARY = "primary"
    SECONDARY = "secondary"
    COMPUTED = "computed"
    JUDGEMENT = "judgement"  # shown as "planning default", never as a fact
    GENERAL = "general"


class Stance(StrEnum):
    DO = "do"  # part of the plan now
    LATER = "later"  # only when its condition holds
    AVOID = "avoid"  # considered and advised against


class Level(StrEnum):
    LOW = "low"
    MEDIUM = "medium"
    HIGH = "high"


@dataclass(frozen=True, slots=True)
class Source:
    title: str
    trust: Trust
    url: str | None = None

    @property
    def named(self) -> Message:
        """The title as shown: a work keeps its own; our own words for it are translated."""
        return message(self.title)


@dataclass(frozen=True, slots=True)
class Rule:
    """A rule of the catalogue (content/rules.toml): what it says and who says so."""

    id: str  # "R-09"
    section: str
    says: Message
    numbers: Message | None
    sources: tuple[Source, ...]
    applies_when: Message | None = None  # a firing rule: its condition in words
    rests_on: tuple[str, ...] = ()  # a firing rule: the rules behind it
    checked_on: date | None = None  # when a fact that changes was last looked up

    @property
    def trust(self) -> Trust:
        return self.sources[0].trust


@dataclass(frozen=True, slots=True)
class Finding:
    """One piece of advice. `because` names the answers that triggered it."""

    tag: str  # of the vocabulary: "augment.rag"
    stance: Stance
    title: Message
    why: Message
    how: Message
    rule: Rule
    because: tuple[str, ...]
    when: Message | None = None  # LATER: the condition; AVOID: what would reopen it
    also: tuple[Rule, ...] = ()  # further rules it rests on
    assumed: tuple[str, ...] = ()  # those of `because` that nobody has answered yet
    step: int = 0  # its place in the order of decision (1 to 12)

    @property
    def group(self) -> str:
        """The family of the tag: "select", "model", "adapt", "augment", "eval", …"""
        return self.tag.partition(".")[0]


@dataclass(frozen=True, slots=True)
class Risk:
    tag: str  # "risk.hallucination"
    title: Message
    likelihood: Level
    effect: Level
    happens: Message  # what may go wrong, in this project
    mitigation: Message
    owner: Message  # the role that watches it
    rule: Rule
    because: tuple[str, ...]
    named_by: tuple[str, ...] = ()  # "NIST AI 600-1 (2024): Confabulation", "OWASP LLM 2026: 07 …"


@dataclass(frozen=True, slots=True)
class Duty:
    """An obligation that a label brings; a memory aid that counsel confirms, not law."""

    label: str  # "personal_data"
    title: Message
    how: Message
    rule: Rule
    because: tuple[str, ...]
    applies_from: date | None = None
    checked_on: date | None = None  # when the fact was last checked
    id: str = ""  # "say-it-is-ai": what stays when the words change
    tier: Tier | None = None  # of the EU AI Act, where the duty comes with one


@dataclass(frozen=True, slots=True)
class Contradiction:
    """Two answers that cannot both hold, and the one the plan believes."""

    questions: tuple[str, str]
    says: Message
    believed: str


class Tier(StrEnum):
    """The tiers of the EU AI Act, from the strictest to the lightest (R-60 to R-63)."""

    PROHIBITED = "prohibited"
    HIGH_RISK_USE = "high_risk_annex_iii"
    HIGH_RISK_PRODUCT = "high_risk_annex_i"
    TRANSPARENCY = "transparency"
    MINIMAL = "minimal"


class VerdictKind(StrEnum):
    STOP = "stop"
    NO_GENAI = "no_genai"
    DISCOVERY_FIRST = "discovery_first"
    BUY = "buy"
    BUILD = "build"


@dataclass(frozen=True, slots=True)
class Verdict:
    kind: VerdictKind
    opening: Message  # the words under the marker: "Build it."
    sentence: Message  # the rest of the sentence: "Look the facts up when the question is asked."
    reasons: tuple[Message, ...]  # at most three
    rules: tuple[str, ...]  # "F05", "R-05"
    because: tuple[str, ...]
    red_flags: tuple[Message, ...] = ()  # "not acceptable as planned", beside any verdict


@dataclass(frozen=True, slots=True)
class Advice:
    """All that the rules say of one set of answers, in the order of decision."""

    verdict: Verdict
    findings: tuple[Finding, ...]
    risks: tuple[Risk, ...]
    duties: tuple[Duty, ...]
    contradictions: tuple[Contradiction, ...]
    labels: frozenset[str]
    expertise: str  # needed, on the article's scale: "Low", "Medium", "Medium-High", "High"
    tier: Tier | None = None  # of the EU AI Act; None outside the European Union

    def recommends(self, *tags: str) -> bool:
        """Whether any of the tags is part of the plan now."""
        return any(f.tag in tags and f.stance is Stance.DO for f in self.findings)

    def recommends_group(self, group: str) -> bool:
        return any(f.group == group and f.stance is Stance.DO for f in self.findings)
