"""Share links: who may see or change a plan, until when, and what of it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import Connection, insert, select, update

from app.lifecycle.phases import Phase
from app.store import tables
from app.store.kept import NewLink, Role, ShareLink
from app.store.open_plan import OpenPlan
from app.store.refusals import NoSuchLink
from app.store.rows import link_of
from app.store.tokens import hashed, new_id, new_token
from app.store.versions import Versions

LASTS = timedelta(days=30)


def make_link(connection: Connection, link: ShareLink) -> NewLink:
    """Keeps the link under a fresh token; the only moment at which the token is known."""
    token = new_token()
    columns = {name: getattr(link, name) for name in ShareLink.__slots__}
    connection.execute(insert(tables.link), {**columns, "token_hash": hashed(token)})
    return NewLink(link, token)


@dataclass(frozen=True, slots=True)
class Links:
    connection: Connection
    now: datetime

    def share(
        self,
        opened: OpenPlan,
        role: Role,
        *,
        label: str = "",
        phase: Phase | None = None,
        version: int | None = None,
        expires_at: datetime | None = None,
        hide_money: bool = False,
    ) -> NewLink:
        """A new link, for 30 days unless told otherwise. `phase` is for answer links only."""
        opened.must_allow(Role.EDIT)
        if version is not None:
            Versions(self.connection, self.now).must_exist(opened, version)
        link = ShareLink(
            id=new_id(),
            plan_id=opened.id,
            role=role,
            created_at=self.now,
            label=label,
            phase=phase,
            version=version,
            hide_money=hide_money,
            expires_at=expires_at or self.now + LASTS,
        )
        return make_link(self.connection, link)

    def listed(self, opened: OpenPlan) -> tuple[ShareLink, ...]:
        """All links of the plan, also those taken back, the newest first.

        Links without an end are the keys of browsers, not shares: they are left out.
        """
        opened.must_allow(Role.EDIT)
        rows = self.connection.execute(
            select(tables.link)
            .where(tables.link.c.plan_id == opened.id, tables.link.c.expires_at.is_not(None))
            .order_by(tables.link.c.created_at.desc(), tables.link.c.id)
        ).mappings()
        return tuple(link_of(row) for row in rows)

    def revoke(self, opened: OpenPlan, link_id: str) -> None:
        """Takes the link back; taking it back twice changes nothing."""
        opened.must_allow(Role.EDIT)
        mine = (tables.link.c.id == link_id, tables.link.c.plan_id == opened.id)
        if self.connection.scalar(select(tables.link.c.id).where(*mine)) is None:
            raise NoSuchLink
        self.connection.execute(
            update(tables.link)
            .where(*mine, tables.link.c.revoked_at.is_(None))
            .values(revoked_at=self.now)
        )

    def note_use(self, link_id: str) -> None:
        """When the link was last used, to the hour."""
        self.connection.execute(
            update(tables.link)
            .where(tables.link.c.id == link_id)
            .values(last_used_at=to_the_hour(self.now))
        )


def to_the_hour(moment: datetime) -> datetime:
    return moment.replace(minute=0, second=0, microsecond=0)
