"""What the environment may change, each with a default that works on a laptop."""

from __future__ import annotations

import os
from functools import cached_property
from pathlib import Path
from typing import Literal
from urllib.parse import urlsplit

from pydantic import BaseModel, Field, ValidationError, field_validator

PREFIX = "SCOPEWRIGHT_"


class UnusableSettings(ValueError):
    """A setting cannot be used; the message names it and says what to write instead."""


class Settings(BaseModel, frozen=True):
    """The settings of one process."""

    host: str = Field(default="127.0.0.1", description="the address to listen on")
    port: int = Field(default=8000, ge=1, le=65535, description="a port from 1 to 65535")
    data: Path = Field(default=Path("data"), description="a folder that this user may write to")
    database_url: str = Field(
        default="", description="sqlite:///… or postgresql://… (empty: SQLite)"
    )
    workers: int = Field(default=1, ge=1, le=64, description="a number of processes from 1 to 64")
    rate_limits: Literal["on", "off"] = Field(default="on", description="on or off")
    secret: str = Field(default="", description="at least 32 random characters (empty: made once)")
    secret_file: Path | None = Field(default=None, description="a file that holds the secret")
    public_origin: str = Field(default="", description="an origin like https://plans.example.org")
    test_data: Path | None = Field(default=None, description="a folder of raw back-test rows")

    @field_validator("database_url")
    @classmethod
    def a_database_we_speak_to(cls, url: str) -> str:
        if url and not url.startswith(("sqlite:///", "postgresql://", "postgresql+psycopg://")):
            raise ValueError("not a database address")
        return url.replace("postgresql://", "postgresql+psycopg://", 1)

    @field_validator("public_origin")
    @classmethod
    def an_origin(cls, origin: str) -> str:
        parts = urlsplit(origin)
        if origin and (parts.scheme not in {"http", "https"} or not parts.netloc):
            raise ValueError("not an origin")
        return f"{parts.scheme}://{parts.netloc}".lower() if origin else ""

    @field_validator("secret")
    @classmethod
    def a_secret_that_cannot_be_guessed(cls, secret: str) -> str:
        if secret and len(secret) < 32:
            raise ValueError("too short")
        return secret

    @cached_property
    def database(self) -> str:
        """The address of the database: the one given, or a file in the data folder."""
        return self.database_url or f"sqlite:///{self.data.absolute() / 'scopewright.sqlite3'}"

    @cached_property
    def given_secret(self) -> str:
        """The secret from the environment or its file; empty when none was given."""
        if self.secret_file is None:
            return self.secret
        try:
            return self.a_secret_that_cannot_be_guessed(self.secret_file.read_text().strip())
        except (OSError, ValueError) as fault:
            raise UnusableSettings(
                f"{PREFIX}SECRET_FILE: name a file that can be read and holds "
                f"at least 32 random characters ({fault})."
            ) from fault


def read_settings() -> Settings:
    """The settings of this environment; UnusableSettings lists every bad one at once.

    An empty variable counts as absent.
    """
    written = {name: os.environ.get(PREFIX + name.upper()) for name in Settings.model_fields}
    try:
        settings = Settings.model_validate({name: text for name, text in written.items() if text})
    except ValidationError as fault:
        raise UnusableSettings("\n".join(advice(fault))) from None
    try:
        settings.data.mkdir(mode=0o700, parents=True, exist_ok=True)
    except OSError as fault:
        raise UnusableSettings(
            f"{PREFIX}DATA={settings.data}: write a folder that this user may write to."
        ) from fault
    return settings


def advice(fault: ValidationError) -> list[str]:
    """For each bad setting its name, what stands there, and what to write instead."""
    named = [(str(error["loc"][0]), error["input"]) for error in fault.errors()]
    return [
        f"{PREFIX}{name.upper()}={'…' if name == 'secret' else found}: "
        f"write {Settings.model_fields[name].description}."
        for name, found in named
    ]
