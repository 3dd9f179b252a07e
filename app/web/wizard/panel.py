"""The plan so far, beside every question: what it says, and what the last answer changed."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from markupsafe import Markup

from app.advice.finding import Finding, Verdict, VerdictKind
from app.charts.figures import plan_to_commit
from app.charts.range_picture import RangePicture, range_picture
from app.charts.svg import svg
from app.estimate.estimate import AnswerWorth, Estimate
from app.estimate.ranges import Range
from app.language.message import Message, Unit, counted, listed, message, usd, weeks
from app.language.reader import Reader, reader, rounded
from app.lifecycle.bank import load_bank
from app.plan.plan import AtOdds, Sketch
from app.web.current_plan import blank_plan

WIDE, NARROW = 400, 316
MOST, FEW = 6, 3  # techniques a list shows; the plan shows all
NOTHING: frozenset[str] = frozenset()
# Where "low" ends and "high" begins, as a share of what could be known. Planning defaults: a first
# pass ends near 0.9, and after ten minutes nobody should call a range sure.
LOW, HIGH = 0.6, 0.95


@dataclass(frozen=True, slots=True)
class RangeLine:
    """One quantity of the panel, drawn for the widths at which it is shown."""

    title: Message
    wide: Markup
    narrow: Markup
    short: str  # "20–32"
    was: str | None  # the range before the last answer, when it was another
    plan: int  # where P50 and P80 stand on the scale, in hundredths
    commit: int


@dataclass(frozen=True, slots=True)
class Change:
    """What the last answer did: something is in (+), out (−), or has moved (→)."""

    sign: str
    says: Message
    rule: str | None = None


@dataclass(frozen=True, slots=True)
class Worth:
    """An open question and how much answering it would narrow the commit date."""

    question: str
    asks: Message
    narrows: Message
    share: int  # of the most valuable one, in hundredths


@dataclass(frozen=True, slots=True, eq=False)
class Panel:
    """The values of the block `panel`."""

    plan_id: str
    verdict: Verdict
    ranges: tuple[RangeLine, ...]
    sure: Message | None
    answered_now: bool  # an answer has just been given
    changes: tuple[Change, ...]
    at_odds: tuple[AtOdds, ...]
    taken: tuple[Finding, ...]
    rejected: tuple[Finding, ...]
    open: tuple[Finding, ...]
    more: int  # findings that the lists have no room for
    fresh: frozenset[str]  # tags that the last answer brought in
    worth: tuple[Worth, ...] | None  # None: not worked out yet

    @property
    def told(self) -> Message:
        """The panel in one sentence, for those who do not see it change."""
        figures = tuple(
            message("{what}: {range}", what=line.title, range=line.short) for line in self.ranges
        )
        return listed((self.verdict.opening, *figures))

    @property
    def stops(self) -> bool:
        return self.verdict.kind is VerdictKind.STOP


def panel_of(
    plan_id: str, plan: Sketch, language: Reader, *, before: Sketch | None = None, detailed: bool
) -> Panel:
    """The panel of a plan. `before` is the plan without the last answer."""
    taken, rejected, later = plan.chosen[:MOST], plan.rejected[:MOST], plan.later[:FEW]
    shown = len(taken) + len(rejected) + len(later)
    return Panel(
        plan_id=plan_id,
        verdict=plan.verdict,
        ranges=ranges(plan.estimate, before.estimate if before else None, language.tag),
        sure=how_sure(plan),
        answered_now=before is not None,
        changes=tuple(changes(before, plan)) if before else (),
        at_odds=plan.at_odds,
        taken=taken,
        rejected=rejected,
        open=later,
        more=len(plan.chosen) + len(plan.rejected) + len(plan.later) - shown,
        fresh=frozenset(f.tag for f in newly(before.chosen, plan.chosen)) if before else NOTHING,
        worth=worths(plan.estimate) if detailed else None,
    )


def how_sure(plan: Sketch) -> Message | None:
    if plan.estimate is None:
        return None
    missing = plan.asked - plan.answered
    if plan.estimate.known < LOW:
        level = message("Confidence is low")
    elif plan.estimate.known < HIGH:
        level = message("Confidence is medium")
    else:
        level = message("Confidence is high")
    if missing <= 0:
        return message("{level}.", level=level)
    return counted(
        "{level}; {count} answer is still open.",
        "{level}; {count} answers are still open.",
        missing,
        level=level,
    )


def ranges(estimate: Estimate | None, before: Estimate | None, tag: str) -> tuple[RangeLine, ...]:
    if estimate is None:
        return ()
    blank = blank_plan().estimate
    finish = range_line(
        message("Finish, in weeks"),
        estimate.duration_weeks,
        Unit.WEEKS,
        blank.duration_weeks if blank else None,
        before.duration_weeks if before else None,
        estimate.deadline_weeks,
        tag,
    )
    cost = range_line(
        message("Cost to build"),
        estimate.cost.total,
        Unit.USD,
        blank.cost.total if blank else None,
        before.cost.total if before else None,
        estimate.ceiling_usd,
        tag,
    )
    return (finish, cost)


@lru_cache(maxsize=512)
def range_line(
    title: Message,
    amounts: Range,
    unit: Unit,
    blank: Range | None,
    was: Range | None,
    wish: float | None,
    tag: str,
) -> RangeLine:
    """Drawn once for each range; the pages show it many times."""
    language = reader(tag)
    words = None
    if wish is not None and unit is Unit.WEEKS:
        words = message("wish {weeks}", weeks=rounded(wish, 3))
    elif wish is not None:
        words = message("ceiling {usd}", usd=usd(wish))
    top = top_of(amounts, blank)
    picture = RangePicture(title, amounts, unit, top, wish, words)
    drawn = [
        svg(range_picture(picture, language, width), f"{unit}-{width}-{amounts.p50:.0f}")
        for width in (WIDE, NARROW)
    ]
    short, earlier = (
        plan_to_commit(some, unit, language) if some else None for some in (amounts, was)
    )
    return RangeLine(
        title=title,
        wide=drawn[0],
        narrow=drawn[1],
        short=short or "",
        was=earlier if earlier != short else None,
        plan=round(100 * amounts.p50 / top),
        commit=round(100 * amounts.p80 / top),
    )


def top_of(amounts: Range, blank: Range | None) -> float:
    """The end of the scale: that of a blank plan, doubled until this one fits. Ranges that answers
    narrow are so seen to shrink."""
    top = blank.p95 if blank else amounts.p95
    while top < amounts.p80 * 1.25:
        top *= 2
    while top > amounts.p95 * 3:
        top /= 2
    return top


def changes(before: Sketch, plan: Sketch) -> Iterator[Change]:
    if before.verdict.opening != plan.verdict.opening:
        yield Change("→", message("The verdict is now: {verdict}", verdict=plan.verdict.opening))
    for finding in newly(before.chosen, plan.chosen)[:3]:
        yield Change("+", finding.title, finding.rule.id)
    for finding in newly(before.rejected, plan.rejected)[:3]:
        yield Change("−", finding.title, finding.rule.id)
    if before.estimate is not None and plan.estimate is not None:
        yield from moved(before.estimate, plan.estimate)


def newly(before: tuple[Finding, ...], now: tuple[Finding, ...]) -> list[Finding]:
    known = {finding.tag for finding in before}
    return [finding for finding in now if finding.tag not in known]


def moved(before: Estimate, now: Estimate) -> Iterator[Change]:
    later = now.duration_weeks.p80 - before.duration_weeks.p80
    dearer = now.cost.total.p80 - before.cost.total.p80
    if abs(later) >= 0.5:
        says = message("Commit date {weeks} later", weeks=weeks(abs(later)))
        if later < 0:
            says = message("Commit date {weeks} earlier", weeks=weeks(abs(later)))
        yield Change("→" if later > 0 else "←", says)
    if abs(dearer) >= 0.02 * before.cost.total.p80:
        says = message("Cost to commit {usd} higher", usd=usd(abs(dearer)))
        if dearer < 0:
            says = message("Cost to commit {usd} lower", usd=usd(abs(dearer)))
        yield Change("→" if dearer > 0 else "←", says)


def worths(estimate: Estimate | None) -> tuple[Worth, ...]:
    if estimate is None:
        return ()
    best = [worth for worth in estimate.answer_next if worth.narrows_weeks_p80 > 0][:3]
    # They were chosen by weeks and dollars; what is shown are the weeks.
    best.sort(key=lambda worth: worth.narrows_weeks_p80, reverse=True)
    return tuple(worth_of(worth, best[0].narrows_weeks_p80) for worth in best)


def worth_of(worth: AnswerWorth, most: float) -> Worth:
    question = load_bank().questions[worth.question]
    main = question.parent or question.id
    narrows = worth.narrows_weeks_p80
    return Worth(
        question=main,
        asks=question.asks,
        narrows=message("{weeks}", weeks=weeks(narrows, 1 if narrows < 1 else 2)),
        share=round(100 * narrows / most),
    )
