"""The command line: serve, estimate a file of answers, export, import, backup, restore."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

import uvicorn

from app.export.document import estimate_document, to_bytes
from app.export.formats import FORMATS
from app.lifecycle.bank import load_bank
from app.lifecycle.document import AnswersDocument
from app.plan.assemble import assemble
from app.settings import Settings, UnusableSettings, read_settings
from app.store.backup import NoBackup, back_up, restore
from app.store.database import Database, open_database
from app.store.migrations import migrate
from app.store.refusals import Refusal
from app.store.store import open_store
from app.web.api.answers_documents import read_answers_document
from app.web.api.complaints import Refused
from app.web.reading.decided import whole_document
from app.web.sharing.signed import plan_to_read

Run = Callable[[argparse.Namespace], None]


class CannotBeDone(Exception):
    """Why a command cannot do what it was asked; a sentence a line."""


def main(arguments: Sequence[str] | None = None) -> int:
    """Runs one command: 0 when it is done, 2 with the reasons on standard error."""
    asked = parser().parse_args(arguments)
    run: Run = asked.run
    try:
        run(asked)
    except (CannotBeDone, UnusableSettings, NoBackup, Refusal) as reasons:
        print(reasons, file=sys.stderr)
        return 2
    return 0


def parser() -> argparse.ArgumentParser:
    made = argparse.ArgumentParser(prog="python -m app", description=__doc__)
    commands = made.add_subparsers(title="commands", required=True, metavar="COMMAND")

    def command(name: str, run: Run, does: str, file: str = "") -> argparse.ArgumentParser:
        added = commands.add_parser(name, help=does, description=does)
        added.set_defaults(run=run)
        if file:
            added.add_argument("file", metavar="FILE", type=Path, help=file)
        return added

    command("serve", serve, "Migrate the database, then serve it.")
    command(
        "estimate", estimate, "Print the estimate of an answers document.", "- for standard input"
    )
    command(
        "import", import_plan, "Start a plan from an answers document.", "an exported JSON file"
    )
    command("backup", make_backup, "Write all plans to one file.", "written anew")
    command("restore", restore_backup, "Replace all plans; stop the server first.", "a backup")
    command("plans", list_plans, "List all plans with their ids.")
    exporting = command("export", export, "Write a plan as a document.")
    exporting.add_argument("id", metavar="ID", help="the plan's id, as in its address")
    exporting.add_argument("--format", default="pdf", choices=sorted(FORMATS))
    exporting.add_argument("--output", metavar="FILE", type=Path, help="default: standard output")
    return made


def ready() -> Settings:
    """The settings, with the database migrated."""
    settings = read_settings()
    migrate(settings.database)
    return settings


@contextmanager
def database() -> Iterator[Database]:
    opened = open_database(ready().database)
    try:
        yield opened
    finally:
        opened.close()


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


def make_backup(asked: argparse.Namespace) -> None:
    with database() as opened:
        try:
            back_up(opened, asked.file)
        except OSError as fault:
            raise CannotBeDone(f"{asked.file} cannot be written ({fault.strerror}).") from None


def restore_backup(asked: argparse.Namespace) -> None:
    with database() as opened:
        restore(opened, asked.file)


def list_plans(_asked: argparse.Namespace) -> None:
    with database() as opened, open_store(opened, writing=False) as store:
        for plan in store.plans.every():
            print(f"{plan.id}  {plan.changed_at:%Y-%m-%d %H:%M}  {plan.answered:3}  {plan.title}")


def estimate(asked: argparse.Namespace) -> None:
    plan = assemble(answers_in(asked.file))
    sys.stdout.buffer.write(to_bytes(estimate_document(plan)))


def import_plan(asked: argparse.Namespace) -> None:
    document = answers_in(asked.file)
    with database() as opened, open_store(opened, writing=True) as store:
        made = store.plans.take_in(document, document.title)
    print(f"{made.link.plan_id}  /edit/{made.token}")


def answers_in(path: Path) -> AnswersDocument:
    """The answers document in a file; CannotBeDone with every complaint."""
    try:
        content = sys.stdin.buffer.read() if str(path) == "-" else path.read_bytes()
        return read_answers_document(load_bank(), content)
    except OSError as fault:
        raise CannotBeDone(f"{path} cannot be read ({fault.strerror}).") from None
    except Refused as refusal:
        raise CannotBeDone("\n".join(complaint.line for complaint in refusal.complaints)) from None


def export(asked: argparse.Namespace) -> None:
    with database() as opened, open_store(opened, writing=False) as store:
        found = store.plans.opened_by_operator(asked.id)
        document, plan = whole_document(store, found), plan_to_read(store, found)
    written = FORMATS[asked.format].write(document, plan, of=found.id)
    try:
        if asked.output:
            asked.output.write_bytes(written)
        else:
            sys.stdout.buffer.write(written)
    except OSError as fault:
        raise CannotBeDone(f"{asked.output} cannot be written ({fault.strerror}).") from None
