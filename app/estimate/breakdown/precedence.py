"""Which task of a plan waits for which others."""

from __future__ import annotations

from collections.abc import Mapping

from app.estimate.breakdown.jobs import APPROVALS, REWORK, ancestors

TRAINS = ("pref", "ft", "ft_light", "cpt", "pretrain")  # a model's weights change

# What a task waits for, as far as it is in the plan. Builds come in this order: data and the
# prototype, then raw text, then examples, then preferences.
WAITS_FOR: Mapping[str, tuple[str, ...]] = {
    "discovery": (),
    "scope": ("discovery",),
    "approval": ("scope",),
    "approval_light": ("scope",),
    "approval_reg": ("scope",),
    "select": ("scope",),
    "data": ("scope",),
    "evalset": ("scope",),
    "prompt": ("select",),
    "rag": ("data", "prompt"),
    "cpt": ("data", "prompt"),
    "pretrain": ("data", "prompt"),
}


def precedence(tasks: frozenset[str]) -> dict[str, tuple[str, ...]]:
    """What each task of a plan waits for, the rework node included.

    A plan without a prototype (no generative AI) is scope, integration, pilot in a row.
    """
    if "prompt" not in tasks:
        return _in_a_row([id for id in ("scope", *_integration(tasks), *_pilot(tasks))])
    after = {id: _present(WAITS_FOR[id], tasks) for id in WAITS_FOR if id in tasks}
    after |= _training(tasks)
    after |= _labelling(after, tasks)
    ends = _last_builds(after, tasks)
    after[REWORK] = _without_detours((*ends, *_present(("data", "evalset"), tasks)), after)
    for id in _present(("tail", "tail_light", "optimise"), tasks):
        after[id] = (REWORK,)
    after |= {id: (_first_build(tasks),) for id in _integration(tasks)}
    after |= {id: ends for id in _present(("guard",), tasks)}
    closing = ("tail", "tail_light", "optimise", "integ", "integ_light", "guard", *APPROVALS)
    after |= {id: _present(closing, tasks) for id in _pilot(tasks)}
    return after


def _present(ids: tuple[str, ...], tasks: frozenset[str]) -> tuple[str, ...]:
    return tuple(id for id in ids if id in tasks)


def _integration(tasks: frozenset[str]) -> tuple[str, ...]:
    return _present(("integ", "integ_light"), tasks)


def _pilot(tasks: frozenset[str]) -> tuple[str, ...]:
    return _present(("pilot", "pilot_light"), tasks)


def _in_a_row(ids: list[str]) -> dict[str, tuple[str, ...]]:
    return {id: tuple(ids[max(0, place - 1) : place]) for place, id in enumerate(ids)}


def _training(tasks: frozenset[str]) -> dict[str, tuple[str, ...]]:
    """Raw text before examples, examples before preferences."""
    raw = _present(("cpt", "pretrain"), tasks)
    examples = _present(("ft", "ft_light"), tasks)
    begin = _present(("data", "prompt"), tasks)
    after = {id: raw or begin for id in examples}
    if "pref" in tasks:
        after["pref"] = (*(examples or raw or begin), *_present(("evalset",), tasks))
    return after


def _labelling(
    after: Mapping[str, tuple[str, ...]], tasks: frozenset[str]
) -> dict[str, tuple[str, ...]]:
    """Examples are made from the data, before tuning; answers are compared once there are some."""
    examples = _present(("label_demonstrate", "label_curate"), tasks)
    tuned, found = _present(("ft", "ft_light"), tasks), {}
    for id in examples:
        found[id] = _present(("data",), tasks) or ("scope",)
    for id in tuned:
        found[id] = (*after[id], *examples)
    if "label_compare" in tasks and "pref" in tasks:
        found["label_compare"] = tuned or _present(("cpt", "pretrain"), tasks) or ("prompt",)
        found["pref"] = (*after["pref"], "label_compare")
    return found


def _last_builds(after: Mapping[str, tuple[str, ...]], tasks: frozenset[str]) -> tuple[str, ...]:
    builds = _present(("rag", *TRAINS), tasks)
    followed = {before for id in builds for before in after[id]}
    return tuple(id for id in builds if id not in followed) or ("prompt",)


def _first_build(tasks: frozenset[str]) -> str:
    return (*_present(("rag", "ft", "ft_light", "pref", "cpt", "pretrain"), tasks), "prompt")[0]


def _without_detours(
    before: tuple[str, ...], after: Mapping[str, tuple[str, ...]]
) -> tuple[str, ...]:
    """Leave out what another predecessor already waits for."""
    unique = tuple(dict.fromkeys(before))
    implied = ancestors(after, frozenset(unique))
    return tuple(id for id in unique if id not in implied)
