"""Sign-offs: who stands behind a frozen version, in which capacity and with which words."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Connection, insert, select

from app.store import tables
from app.store.kept import Role, Signer, SignOff
from app.store.open_plan import OpenPlan
from app.store.refusals import AlreadySigned
from app.store.versions import Versions


@dataclass(frozen=True, slots=True)
class SignOffs:
    connection: Connection
    now: datetime

    def sign(
        self, opened: OpenPlan, version: int, signer: Signer, name: str, words: str
    ) -> SignOff:
        """Signs a version. A signature cannot be changed; the same person signs it once."""
        opened.must_allow(Role.COMMENT)
        Versions(self.connection, self.now).must_exist(opened, version)
        signed = SignOff(version, signer, name, words, self.now, opened.through)
        if self.has_signed(opened, version, signer, name):
            raise AlreadySigned
        columns = {column: getattr(signed, column) for column in SignOff.__slots__}
        self.connection.execute(insert(tables.sign_off), {"plan_id": opened.id, **columns})
        return signed

    def has_signed(self, opened: OpenPlan, version: int, signer: Signer, name: str) -> bool:
        mine = (version, signer, name)
        return any((each.version, each.signer, each.name) == mine for each in self.listed(opened))

    def listed(self, opened: OpenPlan) -> tuple[SignOff, ...]:
        """All signatures of the plan, the newest first."""
        rows = self.connection.execute(
            select(*(tables.sign_off.c[column] for column in SignOff.__slots__))
            .where(tables.sign_off.c.plan_id == opened.id)
            .order_by(tables.sign_off.c.id.desc())
        ).mappings()
        return tuple(SignOff(**{**row, "signer": Signer(row["signer"])}) for row in rows)
