"""Ids and tokens. A token is shown once and kept as a hash."""

from __future__ import annotations

import secrets
from hashlib import sha256

# No letters that are easily taken for others when an address is read aloud.
LETTERS = "abcdefghjkmnpqrstuvwxyz23456789"


def new_id() -> str:
    """Twelve letters (59 bits): short enough to read aloud. An id alone opens nothing."""
    return "".join(secrets.choice(LETTERS) for _ in range(12))


def new_token() -> str:
    """A token of 192 random bits, safe in an address."""
    return secrets.token_urlsafe(24)


def hashed(token: str) -> str:
    """What is kept of a token. It is random and long, so a fast hash cannot be searched."""
    return sha256(token.encode("utf-8", "replace")).hexdigest()
