"""The forecast of work under way, as pictures, tables and formulas."""

from __future__ import annotations

from collections.abc import Mapping

from app.export.blocks import Items, Table, tables_in
from app.export.outline import Showing
from app.export.progress import how
from app.export.progress import progress as blocks_of
from app.language.message import Message
from app.language.reader import Reader
from app.plan.plan import Plan
from app.web.reading.plan_page import Picture, picture

WIDE = (1216, 656, 328)
HALF = (580, 656, 328)
PICTURES = {"finish_moved": HALF, "cost_moved": HALF, "outcomes": WIDE}


def pictures_of(plan: Plan, language: Reader) -> Mapping[str, Picture]:
    found = {name: picture(name, plan, language, widths) for name, widths in PICTURES.items()}
    return {name: drawn for name, drawn in found.items() if drawn is not None}


def tables_of(plan: Plan) -> tuple[Table, ...]:
    if plan.under_way is None or plan.estimate is None:
        return ()
    return tuple(tables_in(tuple(blocks_of(plan, plan.estimate, Showing()))))


def explained(plan: Plan) -> tuple[Message, ...]:
    if plan.under_way is None:
        return ()
    return tuple(
        says for block in how(plan.under_way) if isinstance(block, Items) for says in block.says
    )
