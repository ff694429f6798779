"""The tables of a case around the conversation.

Some are not written yet; they stand so that vaults made now need no change of format later.
"""

from sqlalchemy import CheckConstraint, Index, text

from screening_app.storage.columns import blob, flag, number, one_of, table, to, words

person_link = table(
    "person_link",
    words("id", key=True),
    words("person_id", to("person.id")),
    words("linked_id", to("person.id")),
    words("kind"),
    words("recorded_at"),
    words("recorded_by", to("user.id")),
    words("ended_at", null=True),
    CheckConstraint("person_id <> linked_id", name="two_persons"),
    Index("person_link_person", "person_id"),
)

protection = table(
    "protection",
    words("id", key=True),
    words("person_id", to("person.id")),
    words("user_id", to("user.id")),
    words("kind"),
    words("reason", null=True),
    words("decided_at"),
    words("decided_by", to("user.id")),
    words("ended_at", null=True),
    one_of("kind", ("named", "conflict", "blocked", "recused")),
    Index("protection_person", "person_id"),
)

safe_contact = table(
    "safe_contact",
    words("id", key=True),
    words("person_id", to("person.id")),
    words("channel"),
    words("address", null=True),
    words("hours", null=True),
    words("who_may_answer", null=True),
    words("code_word", null=True),
    number("may_leave_message"),
    words("confirmed_at"),
    words("expires_on", null=True),
    words("recorded_at"),
    words("recorded_by", to("user.id")),
    words("ended_at", null=True),
    flag("may_leave_message"),
    Index("safe_contact_person", "person_id"),
)

statement = table(
    "statement",
    words("id", key=True),
    words("person_id", to("person.id")),
    words("screening_id", to("screening.id"), null=True),
    words("speaker"),
    words("said_at", null=True),
    words("body", null=True),
    blob("salt", null=True),
    blob("hash"),
    words("recorded_at"),
    words("recorded_by", to("user.id")),
    Index("statement_person", "person_id"),
)

injury_mark = table(
    "injury_mark",
    words("id", key=True),
    words("screening_id", to("screening.id")),
    words("view"),
    words("region"),
    number("x"),
    number("y"),
    words("kind"),
    number("length_mm", null=True),
    number("width_mm", null=True),
    words("colour", null=True),
    words("body", null=True),
    words("recorded_at"),
    words("recorded_by", to("user.id")),
    Index("injury_mark_screening", "screening_id"),
)

attachment = table(
    "attachment",
    words("id", key=True),
    words("person_id", to("person.id")),
    words("screening_id", to("screening.id"), null=True),
    words("media_type"),
    words("content_class"),
    words("sha256"),
    blob("content", null=True),
    words("recorded_at"),
    words("recorded_by", to("user.id")),
    CheckConstraint("length(sha256) = 64", name="sha256"),
    Index("attachment_person", "person_id"),
)

disclosure = table(
    "disclosure",
    words("id", key=True),
    words("person_id", to("person.id")),
    words("document_id", to("document.id"), null=True),
    words("consent_id", to("consent.id"), null=True),
    words("recipient"),
    words("basis"),
    words("how"),
    words("disclosed_at"),
    words("disclosed_by", to("user.id")),
    Index("disclosure_person", "person_id"),
)

follow_up = table(
    "follow_up",
    words("id", key=True),
    words("person_id", to("person.id")),
    words("screening_id", to("screening.id"), null=True),
    words("kind"),
    words("due_on"),
    words("assigned_to", to("user.id"), null=True),
    words("done_at", null=True),
    words("outcome", null=True),
    words("created_at"),
    words("created_by", to("user.id")),
    # Open ones only: what was done long ago is never looked through for Today.
    Index("follow_up_open", "due_on", "id", sqlite_where=text("done_at IS NULL")),
    Index("follow_up_person", "person_id"),
)

case_note = table(
    "case_note",
    words("id", key=True),
    words("person_id", to("person.id")),
    words("response_id", to("response.id"), null=True),
    words("kind"),
    words("body", null=True),
    blob("salt", null=True),
    blob("hash"),
    words("recorded_at"),
    words("recorded_by", to("user.id")),
    one_of("kind", ("note", "objection", "judgement")),
    Index("case_note_person", "person_id"),
)

review = table(
    "review",
    words("id", key=True),
    words("kind"),
    words("object_id"),
    words("asked_by", to("user.id"), null=True),
    words("asked_at"),
    words("reviewed_by", to("user.id"), null=True),
    words("reviewed_at", null=True),
    words("verdict", null=True),
    words("reason", null=True),
    # Nobody approves their own (DESIGN 9).
    CheckConstraint(
        "reviewed_by IS NULL OR asked_by IS NULL OR reviewed_by <> asked_by", name="somebody_else"
    ),
    Index("review_object", "object_id"),
)
