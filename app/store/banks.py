"""The question banks that plans were started with: so that it can be told what changed since."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Connection, bindparam, select, text

from app.lifecycle.bank import load_bank
from app.lifecycle.upgrade import Outline, read_outline, write_outline
from app.store import tables

# Of several servers that start a plan at the same moment, the first keeps it.
KEEP = text(
    "INSERT INTO bank (version, outline, kept_at) VALUES (:version, :outline, :now)"
    " ON CONFLICT DO NOTHING"
).bindparams(bindparam("now", type_=tables.bank.c.kept_at.type))


@dataclass(frozen=True, slots=True)
class Banks:
    connection: Connection
    now: datetime

    def keep(self, version: str) -> None:
        """Keeps what the bank of that version asks, if it is today's and not known already."""
        bank = load_bank()
        if version == bank.version and self.text(version) is None:
            values = {"version": version, "outline": write_outline(bank), "now": self.now}
            self.connection.execute(KEEP, values)

    def outline(self, version: str) -> Outline | None:
        """What that bank asked; None when no plan was ever started with it here."""
        kept = self.text(version)
        return None if kept is None else read_outline(kept)

    def text(self, version: str) -> str | None:
        found: str | None = self.connection.scalar(
            select(tables.bank.c.outline).where(tables.bank.c.version == version)
        )
        return found
