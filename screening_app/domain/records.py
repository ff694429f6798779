"""Records of the vault that are not the person and not the answers."""

import datetime as dt
from dataclasses import dataclass
from enum import StrEnum

from screening_app.domain.access import Regime, Role
from screening_app.domain.ids import (
    Canonical,
    DocumentId,
    PersonId,
    ResponseId,
    ScreeningId,
    StepId,
    UnitId,
    UserId,
)


class ResponseStatus(StrEnum):
    """``QuestionnaireResponse.status`` of FHIR R4."""

    IN_PROGRESS = "in-progress"
    COMPLETED = "completed"
    AMENDED = "amended"
    ENTERED_IN_ERROR = "entered-in-error"
    STOPPED = "stopped"


@dataclass(frozen=True, slots=True, kw_only=True)
class Unit:
    """The workplace that keeps the vault; printed on its documents.

    Attributes:
        country: Two lower-case letters: which country's packs apply.
    """

    id: UnitId
    country: str
    authority: str
    name: str
    phone: str
    regime: Regime


@dataclass(frozen=True, slots=True, kw_only=True)
class User:
    """Somebody with a key slot.

    Attributes:
        login: What is typed at the door; kept only inside the vault.
        name: Printed as the preparer of documents.
        public_key: 32 bytes, Ed25519.
        former_keys: Keys that the user signed with before a new slot was given to them.
    """

    id: UserId
    unit: UnitId
    login: str
    name: str
    role: Role
    public_key: bytes
    active: bool = True
    former_keys: tuple[bytes, ...] = ()

    @property
    def public_keys(self) -> tuple[bytes, ...]:
        """Every key that a signature of theirs may be checked with, the one in use first."""
        return (self.public_key, *self.former_keys)


@dataclass(frozen=True, slots=True, kw_only=True)
class Screening:
    """One pathway run with one person.

    Attributes:
        pathway_sha256: Of the pathway file, 64 hex digits.
        outcome: Id of the pathway's outcome, set at closing.
        reason: Code of the outcome's reason (why not asked).
        age: Completed years when it was held, if known.
        started_at: When it was begun in the program; only for what is about entering.
        asked_at: When it was held, if it was held on paper and entered afterwards.
    """

    id: ScreeningId
    person: PersonId
    unit: UnitId
    pathway: Canonical
    pathway_sha256: str
    status: ResponseStatus
    author: UserId
    started_at: dt.datetime
    age: int | None = None
    closed_at: dt.datetime | None = None
    outcome: str | None = None
    reason: str | None = None
    asked_at: dt.datetime | None = None

    @property
    def held_at(self) -> dt.datetime:
        """Return when it was held: on paper if it was, else when it was begun."""
        return self.asked_at or self.started_at


@dataclass(frozen=True, slots=True, kw_only=True)
class Response:
    """Head of a QuestionnaireResponse; its answers are the fold of its events.

    Attributes:
        form: Exact version it was taken with.
        form_sha256: Of the form file, 64 hex digits; the text stands in ``form_version``.
        signed_body: RFC 8785 JSON that lists one salted hash per item; set at completion.
        signature: Ed25519 of the author over ``signed_body``.
        replaces: The version before, whose answers go on in this one; ``None`` for the first.
    """

    id: ResponseId
    screening: ScreeningId
    step: StepId
    form: Canonical
    form_sha256: str
    status: ResponseStatus
    author: UserId
    authored: dt.datetime
    completed_at: dt.datetime | None = None
    signed_body: str | None = None
    signature: bytes | None = None
    replaces: ResponseId | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class FormVersion:
    """A form or pathway file as it stood when it was used; kept for ever."""

    canonical: Canonical
    sha256: str
    kind: str
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Consent:
    """The person's word that secrecy may be lifted for one recipient (L-32).

    Attributes:
        how: ``spoken`` or ``written``.
        scope: What may be told, in the person's words.
    """

    id: str
    person: PersonId
    recipient: str
    scope: str
    how: str
    given_on: dt.date
    valid_until: dt.date | None = None
    withdrawn_at: dt.datetime | None = None

    def covers(self, recipient: str, on: dt.date) -> bool:
        """Tell whether it lifts secrecy towards this recipient on that day."""
        if self.withdrawn_at is not None and self.withdrawn_at.date() <= on:
            return False
        in_time = self.given_on <= on and (self.valid_until is None or on <= self.valid_until)
        return in_time and self.recipient.casefold() == recipient.casefold()


@dataclass(frozen=True, slots=True, kw_only=True)
class StoredResult:
    """A score, flag or outcome as it stood at completion, with its explanation as JSON."""

    response: ResponseId
    id: str
    kind: str
    body: str


@dataclass(frozen=True, slots=True, kw_only=True)
class PastScore:
    """A score as it was stored, with where and when.

    Attributes:
        form: Exact version it was counted with; ``form_sha256`` of its file.
        authored: When it was said: the conversation was held on paper, or else its response begun.
        body: Its explanation as JSON.
    """

    screening: ScreeningId
    form: Canonical
    form_sha256: str
    authored: dt.datetime
    id: str
    body: str


@dataclass(frozen=True, slots=True, kw_only=True)
class DocumentRecord:
    """A document that was decided, and rendered if ``sha256`` stands (DESIGN 5).

    Attributes:
        kind: Such as ``referral-social-services``.
        number: Running number within the vault; gives the neutral file name.
        copy: Copy number for this purpose to this recipient, from 1.
        purpose: Which document of the pack; of one about a child, which child too, such as ``D-1@2``.
        basis: Legal-basis code.
        classes: Classes of content that it carries.
        opened: Link addresses (``step/linkId``) of location items opened one by one.
        head: Printed chain head: the point of the *decided* event.
        sha256: Of the bytes that left, 64 hex digits.
    """

    id: DocumentId
    screening: ScreeningId
    kind: str
    number: int
    copy: int
    recipient: str
    basis: str
    purpose: str
    classes: tuple[str, ...]
    opened: tuple[str, ...]
    decided_at: dt.datetime
    decided_by: UserId
    head: str
    sha256: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Attachment:
    """A file kept with a conversation, such as a photograph; the answer that names it holds its digest.

    Attributes:
        sha256: Of the content, 64 hex digits; stays when the content is erased.
        size: Bytes of the content; 0 once erased.
    """

    id: str
    person: PersonId
    screening: ScreeningId
    media_type: str
    content_class: str
    sha256: str
    size: int
    recorded_at: dt.datetime
    recorded_by: UserId


@dataclass(frozen=True, slots=True, kw_only=True)
class CaseNote:
    """Something written beside a person's conversations, such as what was done in an emergency.

    Attributes:
        kind: ``note``, ``objection`` or ``judgement``.
        body: RFC 8785 JSON; ``None`` once erased.
        salt: 16 random bytes; ``None`` once erased.
        hash: SHA-256(salt ‖ body); stays.
        response: What it stands beside; ``None``: the person's record as a whole.
    """

    id: str
    person: PersonId
    kind: str
    body: str | None
    salt: bytes | None
    hash: bytes
    recorded_at: dt.datetime
    recorded_by: UserId
    response: ResponseId | None = None
