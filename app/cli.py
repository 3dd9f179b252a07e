"""The command line: serve, estimate a file of answers, export, import, backup, restore."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Callable, Sequence

import uvicorn

from app.settings import Settings, UnusableSettings, read_settings
from app.store.migrations import migrate


class CannotBeDone(Exception):
    """Why a command cannot do what it was asked, a sentence a line."""


def main(arguments: Sequence[str] | None = None) -> int:
    """Runs one command: 0 when it is done, 2 with the reasons on standard error."""
    asked = parser().parse_args(arguments)
    run: Callable[[argparse.Namespace], None] = asked.run
    try:
        run(asked)
    except (CannotBeDone, UnusableSettings) as reasons:
        print(reasons, file=sys.stderr)
        return 2
    return 0


def parser() -> argparse.ArgumentParser:
    made = argparse.ArgumentParser(prog="python -m app", description=__doc__)
    commands = made.add_subparsers(title="commands", required=True, metavar="COMMAND")
    command(commands, "serve", serve, "migrate the database, then serve it")
    return made


def command(
    commands: argparse._SubParsersAction[argparse.ArgumentParser],
    name: str,
    run: Callable[[argparse.Namespace], None],
    does: str,
) -> argparse.ArgumentParser:
    made = commands.add_parser(name, help=does, description=does)
    made.set_defaults(run=run)
    return made


def ready() -> Settings:
    """The settings, with the database migrated."""
    settings = read_settings()
    migrate(settings.database)
    return settings


def serve(_asked: argparse.Namespace) -> None:
    settings = ready()
    uvicorn.run(
        "app.main:create_app",
        factory=True,
        host=settings.host,
        port=settings.port,
        workers=settings.workers,
        server_header=False,
        access_log=False,
    )
