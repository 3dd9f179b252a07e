"""JSON as this API writes it: the same value gives the same bytes, and no figure is NaN."""

from __future__ import annotations

import json

from fastapi import Response


class Json(Response):
    media_type = "application/json"

    def render(self, content: object) -> bytes:
        return json.dumps(
            content, ensure_ascii=False, allow_nan=False, separators=(",", ":")
        ).encode()
