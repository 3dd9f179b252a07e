"""Where this site is to be found from outside."""

from __future__ import annotations

from fastapi import Request


def origin(request: Request) -> str:
    """The public origin if one is set, else the host that was asked."""
    public: str = request.app.state.public_origin
    return public or f"{request.url.scheme}://{request.url.netloc}"


def address(request: Request, path: str) -> str:
    """The whole address of a path, for links that travel."""
    return origin(request) + path
