"""Why the store says no. Each refusal carries the sentence for its reader."""

from __future__ import annotations

from collections.abc import Mapping

from app.language.message import Message, message
from app.lifecycle.answers import Answer

Noted = Mapping[str, object] | None  # an actual as JSON


class Refusal(Exception):
    """Something that cannot be done; `says` is the sentence a person reads."""

    def __init__(self, says: Message) -> None:
        super().__init__(says.text)
        self.says = says


class NoSuchPlan(Refusal):
    """No plan for this key: unknown, expired, revoked, or of too small a role.

    One refusal for all of them, so that nobody learns which plans exist.
    """

    def __init__(self) -> None:
        super().__init__(
            message(
                "There is no plan at this address. The link may have expired or been taken back; "
                "ask whoever sent it for a new one."
            )
        )


class NoSuchVersion(Refusal):
    def __init__(self) -> None:
        super().__init__(message("This plan has no such version."))


class UnreadableHere(Refusal):
    """A version that this release cannot read: a newer one froze it, or it was damaged."""

    def __init__(self) -> None:
        super().__init__(
            message(
                "This release of Scopewright cannot read that version; a newer one froze it. "
                "Ask your operator to upgrade. Nothing is lost."
            )
        )


class NoSuchLink(Refusal):
    def __init__(self) -> None:
        super().__init__(message("This plan has no such share link."))


class NoSuchComment(Refusal):
    def __init__(self) -> None:
        super().__init__(message("This plan has no such comment."))


class AlreadySigned(Refusal):
    def __init__(self) -> None:
        super().__init__(message("This person has already signed this version."))


class AnswerHasChanged(Refusal):
    """Somebody answered in the meantime: both answers, so that a person can choose."""

    def __init__(self, question: str, kept: Answer | None, version: int, yours: Answer | None):
        super().__init__(
            message(
                "Somebody else changed this answer while you were writing. "
                "Compare both answers and keep the better one."
            )
        )
        self.question = question
        self.kept = kept  # None: cleared
        self.version = version
        self.yours = yours  # None: you wanted to clear it


class ActualHasChanged(Refusal):
    """Somebody said something else in the meantime; what you wrote is not lost."""

    def __init__(self, subject: str, kept: Noted, version: int, yours: Noted):
        super().__init__(
            message(
                "Somebody else changed this while you were writing. What stands here now is theirs;"
                " what you wrote is in the form. Save again to replace theirs."
            )
        )
        self.subject = subject
        self.kept = kept  # as it is written; None: taken back
        self.version = version
        self.yours = yours  # None: you wanted to take it back


class DatabaseIsAway(Refusal):
    """The database does not answer now: it restarts, or others keep it too busy."""

    def __init__(self) -> None:
        super().__init__(
            message(
                "Your plans cannot be reached just now. Nothing that was saved is lost. "
                "Wait a minute, load the page again and check your last answer."
            )
        )


class NoRoomLeft(Refusal):
    """The disk is full: what is kept can be read, nothing can be added."""

    def __init__(self) -> None:
        super().__init__(
            message(
                "This could not be saved: the server’s disk is full. Nothing that was saved "
                "before is lost. Tell your operator, and send it again when there is room."
            )
        )
