"""Events of the audit chain (DESIGN 5; how they are chained: ``services/chain.py``)."""

import datetime as dt
from dataclasses import dataclass
from enum import StrEnum

HEAD_DIGITS = 16
"""Hex digits of a mac that paper carries."""


class AuditAction(StrEnum):
    """What is written down because somebody may ask who did it (L-47)."""

    VAULT_CREATED = "vault-created"
    USER_ADDED = "user-added"
    USER_REMOVED = "user-removed"
    USER_DISABLED = "user-disabled"
    USER_ENABLED = "user-enabled"
    PASSPHRASE_CHANGED = "passphrase-changed"  # noqa: S105 (a kind of event)
    PASSPHRASE_GIVEN = "passphrase-given"  # noqa: S105 (a kind of event)
    KEY_FILE_CHANGED = "key-file-changed"
    KEY_TAKEN = "key-taken"
    KEY_ROTATED = "key-rotated"
    KEYS_FOUND = "keys-found"
    SHEETS_MADE = "recovery-sheets-made"
    SHEETS_RETIRED = "recovery-sheets-retired"
    RECOVERED = "recovered"
    UNLOCKED = "unlocked"
    DOOR = "door"
    PERSON_REGISTERED = "person-registered"
    PERSON_OPENED = "person-opened"
    BIRTH_DATE_STATED = "birth-date-stated"
    SEARCHED = "searched"
    SCREENING_STARTED = "screening-started"
    RESPONSE_COMPLETED = "response-completed"
    SCREENING_CLOSED = "screening-closed"
    RESPONSE_AMENDED = "response-amended"
    SCREENING_AMENDED = "screening-amended"
    DRAFT_MOVED = "draft-moved"
    CONSENT_GIVEN = "consent-given"
    DOCUMENT_PREVIEWED = "document-previewed"
    DOCUMENT_DECIDED = "document-decided"
    DOCUMENT_RENDERED = "document-rendered"
    EXPORTED = "exported"
    TEXT_COPIED = "text-copied"
    CONTACT_SHOWN = "contact-shown"
    CONTACT_TRIED = "contact-tried"
    CONTACT_CONFIRMED = "contact-confirmed"
    CONTACT_ENDED = "contact-ended"
    PLAN_KEPT = "plan-kept"
    FOLLOW_UP_ADDED = "follow-up-added"
    FOLLOW_UP_CHANGED = "follow-up-changed"
    FOLLOW_UP_DONE = "follow-up-done"
    OBJECTION_NOTED = "objection-noted"
    REFUSED = "refused"
    ERASED = "erased"
    PERMISSION_RECORDED = "permission-recorded"
    PERMISSION_WITHDRAWN = "permission-withdrawn"
    SETTING_CHANGED = "setting-changed"
    MADE_UP = "made-up"


class Deed(StrEnum):
    """What is some people's to do, and refused to others."""

    SEE_USERS = "see-users"
    ADD_USER = "add-user"
    REMOVE_USER = "remove-user"
    DISABLE_USER = "disable-user"
    ENABLE_USER = "enable-user"
    GIVE_PASSPHRASE = "give-passphrase"  # noqa: S105 (a kind of deed)
    RULE_ON_KEY_FILES = "rule-on-key-files"
    ROTATE = "rotate"
    SHEETS = "recovery-sheets"
    BACK_UP = "back-up"
    PLAN_BACKUPS = "plan-backups"
    PERMIT_FORM = "permit-form"
    EDIT_ROUTINE = "edit-routine"
    NAME_MARKERS = "name-markers"


@dataclass(frozen=True, slots=True, kw_only=True)
class AuditEvent:
    """One link of the chain.

    Attributes:
        seq: Position, from 1, without gaps.
        at: When, aware UTC, as ISO 8601 text with microseconds: exactly what is hashed.
        user: Id of the acting user.
        object: Id of what it was about; never a name.
        salt: 16 random bytes; ``None`` once the body is erased.
        body: Canonical JSON (RFC 8785); ``None`` once erased.
        body_hash: SHA-256(salt ‖ body); stays.
        previous: ``mac`` of the event before; 32 zero bytes for the first.
        mac: HMAC-SHA-256 under the chain key over everything but salt, body and signature.
        signature: Ed25519 of the acting user over ``mac``.
    """

    seq: int
    at: str
    user: str
    action: AuditAction
    object: str
    salt: bytes | None
    body: str | None
    body_hash: bytes
    previous: bytes
    mac: bytes
    signature: bytes


@dataclass(frozen=True, slots=True, kw_only=True)
class ChainHead:
    """A point of the chain as paper carries it: ``1234 · 0123456789abcdef``.

    Attributes:
        digits: The first 16 hex digits of that event's ``mac``.

    Raises:
        ValueError: Unless there are exactly 16 lower-case hex digits and ``seq`` is positive.
    """

    seq: int
    digits: str

    def __post_init__(self) -> None:
        if self.seq < 1 or len(self.digits) != HEAD_DIGITS or set(self.digits) - set("0123456789abcdef"):
            raise ValueError("not a chain head")

    def __str__(self) -> str:
        return f"{self.seq} · {self.digits}"

    @classmethod
    def parse(cls, text: str) -> "ChainHead":
        """Read a head typed from paper: spaces, a dot or a colon between the parts.

        Raises:
            ValueError: If it is not one.
        """
        for mark in "·:.,":
            text = text.replace(mark, " ")
        number, _, digits = text.strip().partition(" ")
        return cls(seq=int(number), digits=digits.replace(" ", "").lower())


@dataclass(frozen=True, slots=True, kw_only=True)
class ChainPoint:
    """Where the chain ends now: what the next event builds on."""

    seq: int
    mac: bytes


@dataclass(frozen=True, slots=True, kw_only=True)
class DoorEvent:
    """What happened at the door while nobody held a key: no text, no name.

    Attributes:
        kind: ``wrong-passphrase``, ``unknown-user``, ``refused`` …
        slot: Id of the slot tried, if any.
    """

    at: dt.datetime
    kind: str
    slot: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class DoorReport:
    """What the audit chain has not yet taken from ``door.log``.

    Attributes:
        mark: How far the log goes now; stored with the event that takes it.
        altered: The part taken before is no longer what it was.
    """

    events: tuple[DoorEvent, ...]
    mark: str
    altered: bool
