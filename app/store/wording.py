"""An answer's value as text and back, without the question bank: old plans read for ever.

Words, figures and option ids are plain JSON. A date is `{"date": "2027-01-11"}`, so that a text
that looks like a date stays a text; rows are `{"rows": […]}`.
"""

from __future__ import annotations

import json
from datetime import date
from typing import cast

from app.lifecycle.questions import AnswerValue, Row


def written(value: AnswerValue | None) -> str | None:
    """The value as JSON text; None stays None."""
    return None if value is None else json.dumps(plain(value), ensure_ascii=False)


def plain(value: AnswerValue) -> object:
    match value:
        case date():
            return {"date": value.isoformat()}
        case (str(), *_) | ():
            return list(value)
        case tuple():
            rows = cast("tuple[Row, ...]", value)
            return {"rows": [{name: plain(cell) for name, cell in row.items()} for row in rows]}
        case _:
            return value


def read(text: str | None) -> AnswerValue | None:
    """The value that `written` wrote."""
    return None if text is None else value_of(json.loads(text))


def value_of(raw: object) -> AnswerValue:
    match raw:
        case {"date": str(day)}:
            return date.fromisoformat(day)
        case {"rows": list(rows)}:
            return tuple(
                {name: cast("str | float | date", value_of(cell)) for name, cell in row.items()}
                for row in rows
            )
        case list():
            return tuple(raw)
        case str() | int() | float():
            return raw
        case _:
            raise ValueError(f"not a kept value: {raw!r}")
