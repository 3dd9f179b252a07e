"""Nothing but this machine's own sockets may be opened: the figures need no network."""

from __future__ import annotations

import socket

import pytest


class NetworkUsed(AssertionError):
    """Something tried to reach the network."""


@pytest.fixture(autouse=True)
def without_a_network(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object, **__: object) -> None:
        raise NetworkUsed

    monkeypatch.setattr(socket.socket, "connect", refuse)
    monkeypatch.setattr(socket, "create_connection", refuse)
    monkeypatch.setattr(socket, "getaddrinfo", refuse)
    return
