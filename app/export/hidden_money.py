"""A plan for a reader who is not to see sums: every sentence loses them, not only the tables."""

from __future__ import annotations

from dataclasses import fields, is_dataclass, replace
from typing import cast

from app.language.message import Quantity, Unit, message
from app.plan.plan import Plan

HIDDEN = message("a sum that is not shown")


def without_sums(plan: Plan) -> Plan:
    """The plan with every US-dollar figure of its sentences replaced by words."""
    return cast(Plan, _cleared(plan))


def _cleared(value: object) -> object:
    """The same value, with the sums of every sentence inside it taken out."""
    if isinstance(value, Quantity):
        return HIDDEN if value.unit is Unit.USD else value
    if isinstance(value, tuple):
        return tuple(_cleared(inner) for inner in value)
    if is_dataclass(value) and not isinstance(value, type):
        named = {field.name: getattr(value, field.name) for field in fields(value)}
        return replace(value, **{name: _cleared(inner) for name, inner in named.items()})
    return value
