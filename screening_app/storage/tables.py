"""The tables of the conversation, as SQLAlchemy Core sees them (DESIGN 5, *Records*).

How they came to be is in ``migrations/``; a test holds the two together.
"""

from sqlalchemy import (
    CheckConstraint,
    Column,
    Index,
    Integer,
    PrimaryKeyConstraint,
    Table,
    UniqueConstraint,
    text,
)

from screening_app.domain.access import Regime, Role
from screening_app.domain.events import EventKind
from screening_app.domain.person import CaseKind, ProtectionLevel
from screening_app.domain.records import ResponseStatus
from screening_app.storage.columns import blob, flag, metadata, number, one_of, table, to, words

unit = table(
    "unit",
    words("id", key=True),
    words("country"),
    words("authority"),
    words("name"),
    words("phone"),
    words("regime"),
    one_of("regime", Regime),
)

user = table(
    "user",
    words("id", key=True),
    words("unit_id", to("unit.id")),
    words("login"),
    words("name"),
    words("role"),
    blob("public_key"),
    number("active"),
    UniqueConstraint("unit_id", "login"),
    one_of("role", Role),
    CheckConstraint("length(public_key) = 32", name="public_key"),
    flag("active"),
)

setting = table("setting", words("name", key=True), words("value"))

form_version = table(
    "form_version",
    words("sha256", key=True),
    words("canonical"),
    words("kind"),
    words("body"),
    CheckConstraint("length(sha256) = 64", name="sha256"),
    Index("form_version_canonical", "canonical"),
)

person = table(
    "person",
    words("id", key=True),
    words("unit_id", to("unit.id")),
    words("case_number"),
    words("kind"),
    words("created_at"),
    words("name", null=True),
    words("identity_kind"),
    words("identity_number", null=True),
    words("birth_date", null=True),
    words("protection"),
    UniqueConstraint("case_number"),
    one_of("kind", CaseKind),
    one_of("protection", ProtectionLevel),
    CheckConstraint(
        "kind = 'identified' OR (name IS NULL AND identity_number IS NULL AND birth_date IS NULL)",
        name="nameless",
    ),
)

care_relation = table(
    "care_relation",
    words("person_id", to("person.id")),
    words("user_id", to("user.id")),
    words("kind"),
    words("reason", null=True),
    words("begun_at"),
    words("ended_at", null=True),
    PrimaryKeyConstraint("person_id", "user_id", "begun_at"),
    one_of("kind", ("care", "break-glass", "review")),
    # One active relation ties a user to a person, however often it began and ended. A later PostgreSQL store
    # adds ``postgresql_where``: named here, it loads that whole dialect at every unlock.
    Index(
        "care_relation_active",
        "user_id",
        "person_id",
        unique=True,
        sqlite_where=text("ended_at IS NULL"),
    ),
)

search_term = Table(
    "search_term",
    metadata,
    words("user_id", to("user.id")),
    words("field"),
    words("term"),
    words("person_id", to("person.id")),
    PrimaryKeyConstraint("user_id", "field", "term", "person_id"),
    Index("search_term_person", "person_id", "user_id", "field", "term"),
    sqlite_strict=True,
    # No row ids: the table can be made again from the others.
    sqlite_with_rowid=False,
)
"""What each user may find, kept per active care relation: a search never touches, and so takes no
time for, a person out of reach (DESIGN 9)."""

screening = table(
    "screening",
    words("id", key=True),
    words("person_id", to("person.id")),
    words("unit_id", to("unit.id")),
    words("pathway"),
    words("pathway_sha256", to("form_version.sha256", deferred=True)),
    words("status"),
    words("author", to("user.id")),
    words("started_at"),
    number("age", null=True),
    words("closed_at", null=True),
    words("outcome", null=True),
    words("reason", null=True),
    words("asked_at", null=True),
    one_of("status", ResponseStatus),
    Index("screening_person", "person_id", "started_at"),
    Index("screening_author", "author", "status"),
)

response = table(
    "response",
    words("id", key=True),
    words("screening_id", to("screening.id")),
    words("step"),
    words("form"),
    words("form_sha256", to("form_version.sha256", deferred=True)),
    words("status"),
    words("author", to("user.id")),
    words("authored"),
    words("completed_at", null=True),
    words("signed_body", null=True),
    blob("signature", null=True),
    words("replaces", to("response.id"), null=True),
    words("correction_reason", null=True),
    one_of("status", ResponseStatus),
    CheckConstraint(
        "status NOT IN ('completed', 'amended') OR "
        "(completed_at IS NOT NULL AND signed_body IS NOT NULL AND length(signature) = 64)",
        name="signed",
    ),
    Index("response_screening", "screening_id"),
    # A version is replaced once.
    Index("response_replaced", "replaces", unique=True, sqlite_where=text("replaces IS NOT NULL")),
)

answer_event = table(
    "answer_event",
    words("response_id", to("response.id")),
    number("number"),
    words("at"),
    words("author", to("user.id")),
    words("kind"),
    words("link_id"),
    words("instance"),
    words("answer", null=True),
    blob("salt", null=True),
    blob("hash"),
    words("entered_at", null=True),
    words("source", null=True),
    PrimaryKeyConstraint("response_id", "number"),
    one_of("kind", EventKind),
    CheckConstraint("number >= 1", name="number"),
    CheckConstraint("length(hash) = 32", name="hash"),
    CheckConstraint("salt IS NOT NULL OR answer IS NULL", name="erased"),
    CheckConstraint("salt IS NULL OR (kind = 'answered') = (answer IS NOT NULL)", name="answer"),
)

result = table(
    "result",
    words("response_id", to("response.id")),
    words("kind"),
    words("id"),
    words("body", null=True),
    PrimaryKeyConstraint("response_id", "kind", "id"),
)

consent = table(
    "consent",
    words("id", key=True),
    words("person_id", to("person.id")),
    words("recipient"),
    words("scope"),
    words("how"),
    words("given_on"),
    words("valid_until", null=True),
    words("withdrawn_at", null=True),
    words("recorded_by", to("user.id")),
    one_of("how", ("spoken", "written")),
    Index("consent_person", "person_id"),
)

document = table(
    "document",
    words("id", key=True),
    words("screening_id", to("screening.id")),
    words("kind"),
    number("number"),
    number("copy"),
    words("recipient"),
    words("basis"),
    words("purpose"),
    words("classes"),
    words("opened"),
    words("decided_at"),
    words("decided_by", to("user.id")),
    words("head"),
    words("sha256", null=True),
    UniqueConstraint("number"),
    CheckConstraint("number >= 1 AND copy >= 1", name="numbers"),
    CheckConstraint("length(sha256) = 64", name="sha256"),
    Index("document_screening", "screening_id", "kind", "recipient"),
)

audit_event = table(
    "audit_event",
    Column("seq", Integer, primary_key=True, autoincrement=False),
    words("at"),
    words("user_id"),
    words("action"),
    words("object"),
    blob("salt", null=True),
    words("body", null=True),
    blob("body_hash"),
    blob("previous"),
    blob("mac"),
    blob("signature"),
    CheckConstraint("(salt IS NULL) = (body IS NULL)", name="erased"),
    CheckConstraint("length(body_hash) = 32 AND length(previous) = 32 AND length(mac) = 32", name="digests"),
)
