"""Who has which plan open, as this server knows it and hears from the others."""

from __future__ import annotations

import logging
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from secrets import token_hex

from app.language.message import Message, counted, listed, message, verbatim
from app.store.database import Database, current_time
from app.store.kept import Guest
from app.store.store import open_store

LASTS = timedelta(seconds=14)  # who has been silent for so long has gone
SHARED_EVERY = timedelta(seconds=4)
MOST_OPEN = 200  # streams of this server at once
MOST_OF_ONE_PLAN = 20

log = logging.getLogger(__name__)


@dataclass(slots=True)
class Here:
    """Kept in memory. Servers that share a database tell each other; one alone need not."""

    database: Database
    alone: bool
    clock: Callable[[], datetime] = current_time
    server: str = field(default_factory=lambda: token_hex(8))
    mine: dict[tuple[str, str], Guest] = field(default_factory=dict)
    elsewhere: tuple[Guest, ...] = ()
    streams: Counter[str] = field(default_factory=Counter)  # open now, by plan
    shared_at: datetime | None = None

    def has_room(self, plan_id: str) -> bool:
        return self.streams.total() < MOST_OPEN and self.streams[plan_id] < MOST_OF_ONE_PLAN

    def enter(self, guest: Guest) -> None:
        self.streams[guest.plan_id] += 1

    def leave(self, guest: Guest) -> None:
        """The stream ends; the guest stays for a while, because the next one follows."""
        self.streams[guest.plan_id] -= 1
        if not self.streams[guest.plan_id]:
            del self.streams[guest.plan_id]

    def see(self, guest: Guest) -> None:
        """Somebody is here, or still here."""
        self.mine[guest.plan_id, guest.browser] = replace(guest, seen_at=self.clock())

    def others(self, me: Guest) -> tuple[Guest, ...]:
        """Everybody else with the same plan open; each browser once."""
        limit = self.clock() - LASTS
        self.mine = {key: guest for key, guest in self.mine.items() if guest.seen_at >= limit}
        found = {
            guest.browser: guest
            for guest in (*self.elsewhere, *self.mine.values())
            if guest.plan_id == me.plan_id and guest.seen_at >= limit
        }
        found.pop(me.browser, None)
        return tuple(sorted(found.values(), key=lambda guest: (not guest.name, guest.name)))

    def is_to_share(self) -> bool:
        """Whether it is time to tell the other servers; asking takes the turn."""
        now = self.clock()
        if self.alone or (self.shared_at is not None and now - self.shared_at < SHARED_EVERY):
            return False
        self.shared_at = now
        return True

    def share(self) -> None:
        """Takes a moment of the database. Without it everybody sees their own server's guests."""
        try:
            with open_store(self.database, writing=True) as store:
                guests = tuple(self.mine.values())
                self.elsewhere = store.guests.meet(self.server, guests, LASTS)
        except Exception:
            # Who else is here is a courtesy: nothing may fail for it.
            log.warning("could not tell the other servers who is here", exc_info=True)


def in_words(guests: Iterable[Guest], *, to_editor: bool) -> Message | None:
    """ "Also here: Priya Rao and 2 readers"; None when there is nobody. Labels of links are for
    those who made them."""
    names = tuple(names_of(tuple(guests), to_editor))
    return message("Also here: {names}", names=listed(names)) if names else None


def names_of(guests: tuple[Guest, ...], to_editor: bool) -> Iterator[Message]:
    nameless = []
    for guest in guests:
        if guest.name:
            yield verbatim(guest.name)
        elif guest.label and to_editor:
            yield message("somebody with the link “{label}”", label=guest.label)
        else:
            nameless.append(guest)
    editing = sum(guest.edits for guest in nameless)
    if editing:
        yield counted("somebody who edits", "{count} people who edit", editing)
    if len(nameless) > editing:
        yield counted("a reader", "{count} readers", len(nameless) - editing)
