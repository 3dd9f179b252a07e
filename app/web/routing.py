"""Routes whose handlers finish their transaction themselves, in the thread they run in."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any

from fastapi.routing import APIRoute

from app.store.store import Store


class OneTransaction(APIRoute):
    """Commits when the handler returns, before the response is made of what it returned.

    The store's dependency would do the same (and does, on other routes), but only after another
    trip to a thread, and that trip takes as long as a third of the whole request.
    """

    def __init__(self, path: str, endpoint: Callable[..., Any], **options: Any) -> None:
        super().__init__(path, finishing(endpoint), **options)


def finishing(endpoint: Callable[..., Any]) -> Callable[..., Any]:
    """The handler, with what it wrote kept before it returns. After an error nothing is."""

    @wraps(endpoint)
    def handle(**values: Any) -> Any:
        answer = endpoint(**values)
        for value in values.values():
            if isinstance(value, Store):
                value.keep()
        return answer

    return handle
