"""A plan under way in the documents for programs: planned beside actual, and what was learnt."""

from __future__ import annotations

from app.export.figures import Json, figure, range_json
from app.language.reader import Reader
from app.plan.outcomes import KeptPromises, SpentSoFar, TaskOutcome, UnderWay


def under_way_json(so_far: UnderWay, reader: Reader) -> Json:
    return {
        "kickoff": so_far.kickoff.isoformat(),
        "as_of": so_far.as_of.isoformat(),
        "tasks": [_task(task, reader) for task in so_far.tasks],
        "spent": [_spent(spent) for spent in so_far.spent],
        "planned_weeks": range_json(so_far.planned_weeks),
        "planned_person_days": range_json(so_far.planned_days),
        "planned_usd": range_json(so_far.planned_usd),
        "hit_rate": {"p10_p90": _kept(so_far.within), "p80": _kept(so_far.below_p80)},
        "ratio": dict(
            zip(("p10", "p50", "p80", "p90"), map(figure, so_far.next_ratio), strict=True)
        ),
        "trust": reader.say(so_far.trust),
        "warnings": [reader.say(remark) for remark in so_far.remarks],
    }


def _task(task: TaskOutcome, reader: Reader) -> Json:
    return {
        "id": task.task,
        "title": reader.say(task.title),
        "finished": task.finished,
        "began": task.began.isoformat(),
        "on": task.on.isoformat(),
        "person_days": figure(task.days),
        "weeks": figure(task.weeks),
        "planned_person_days": range_json(task.planned_days),
        "planned_weeks": range_json(task.planned_weeks),
        "held": task.held,
        "left_person_days": range_json(task.days_left),
        "note": task.note,
    }


def _spent(spent: SpentSoFar) -> Json:
    return {
        "group": spent.group,
        "usd": figure(spent.usd),
        "on": spent.on.isoformat(),
        "final": spent.final,
        "planned_usd": range_json(spent.planned),
        "note": spent.note,
    }


def _kept(kept: KeptPromises) -> Json:
    """Null where there are too few to judge."""
    low, high = kept.interval or (None, None)
    share = None if kept.interval is None else kept.kept / kept.n
    interval = None if low is None else {"low": figure(low), "high": figure(high)}
    return {"kept": kept.kept, "n": kept.n, "share": figure(share), "interval": interval}
