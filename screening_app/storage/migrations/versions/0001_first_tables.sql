-- The first tables, frozen: what storage/tables.py and case_tables.py said when version 0001 was released.
CREATE TABLE audit_event (
    seq INTEGER NOT NULL,
    at TEXT NOT NULL,
    user_id TEXT NOT NULL,
    action TEXT NOT NULL,
    object TEXT NOT NULL,
    salt BLOB,
    body TEXT,
    body_hash BLOB NOT NULL,
    previous BLOB NOT NULL,
    mac BLOB NOT NULL,
    signature BLOB NOT NULL,
    PRIMARY KEY (seq),
    CHECK ((salt IS NULL) = (body IS NULL)),
    CHECK (length(body_hash) = 32 AND length(previous) = 32 AND length(mac) = 32)
) STRICT;
CREATE TABLE form_version (
    sha256 TEXT NOT NULL,
    canonical TEXT NOT NULL,
    kind TEXT NOT NULL,
    body TEXT NOT NULL,
    PRIMARY KEY (sha256),
    CHECK (length(sha256) = 64)
) STRICT;
CREATE INDEX form_version_canonical ON form_version (canonical);
CREATE TABLE setting (
    name TEXT NOT NULL,
    value TEXT NOT NULL,
    PRIMARY KEY (name)
) STRICT;
CREATE TABLE unit (
    id TEXT NOT NULL,
    country TEXT NOT NULL,
    authority TEXT NOT NULL,
    name TEXT NOT NULL,
    phone TEXT NOT NULL,
    regime TEXT NOT NULL,
    PRIMARY KEY (id),
    CHECK (regime IN ('HSL_PUBLIC', 'HSL_PRIVATE', 'SOC_MUNICIPAL', 'SOC_PRIVATE', 'INTL'))
) STRICT;
CREATE TABLE person (
    id TEXT NOT NULL,
    unit_id TEXT NOT NULL,
    case_number TEXT NOT NULL,
    kind TEXT NOT NULL,
    created_at TEXT NOT NULL,
    name TEXT,
    identity_kind TEXT NOT NULL,
    identity_number TEXT,
    birth_date TEXT,
    protection TEXT NOT NULL,
    PRIMARY KEY (id),
    UNIQUE (case_number),
    CHECK (kind IN ('identified', 'pseudonym', 'anonymous')),
    CHECK (protection IN ('none', 'secrecy-flag', 'protected-registration', 'assumed-identity', 'local-threat')),
    CHECK (kind = 'identified' OR (name IS NULL AND identity_number IS NULL AND birth_date IS NULL)),
    FOREIGN KEY(unit_id) REFERENCES unit (id)
) STRICT;
CREATE TABLE user (
    id TEXT NOT NULL,
    unit_id TEXT NOT NULL,
    login TEXT NOT NULL,
    name TEXT NOT NULL,
    role TEXT NOT NULL,
    public_key BLOB NOT NULL,
    active INTEGER NOT NULL,
    PRIMARY KEY (id),
    UNIQUE (unit_id, login),
    CHECK (role IN ('staff', 'supervisor', 'method-lead', 'administrator', 'coordinator')),
    CHECK (length(public_key) = 32),
    CHECK (active IN (0, 1)),
    FOREIGN KEY(unit_id) REFERENCES unit (id)
) STRICT;
CREATE TABLE care_relation (
    person_id TEXT NOT NULL,
    user_id TEXT NOT NULL,
    kind TEXT NOT NULL,
    reason TEXT,
    begun_at TEXT NOT NULL,
    ended_at TEXT,
    PRIMARY KEY (person_id, user_id, begun_at),
    CHECK (kind IN ('care', 'break-glass', 'review')),
    FOREIGN KEY(person_id) REFERENCES person (id),
    FOREIGN KEY(user_id) REFERENCES user (id)
) STRICT;
CREATE UNIQUE INDEX care_relation_active ON care_relation (user_id, person_id) WHERE ended_at IS NULL;
CREATE TABLE consent (
    id TEXT NOT NULL,
    person_id TEXT NOT NULL,
    recipient TEXT NOT NULL,
    scope TEXT NOT NULL,
    how TEXT NOT NULL,
    given_on TEXT NOT NULL,
    valid_until TEXT,
    withdrawn_at TEXT,
    recorded_by TEXT NOT NULL,
    PRIMARY KEY (id),
    CHECK (how IN ('spoken', 'written')),
    FOREIGN KEY(person_id) REFERENCES person (id),
    FOREIGN KEY(recorded_by) REFERENCES user (id)
) STRICT;
CREATE INDEX consent_person ON consent (person_id);
CREATE TABLE person_link (
    id TEXT NOT NULL,
    person_id TEXT NOT NULL,
    linked_id TEXT NOT NULL,
    kind TEXT NOT NULL,
    recorded_at TEXT NOT NULL,
    recorded_by TEXT NOT NULL,
    ended_at TEXT,
    PRIMARY KEY (id),
    CHECK (person_id <> linked_id),
    FOREIGN KEY(person_id) REFERENCES person (id),
    FOREIGN KEY(linked_id) REFERENCES person (id),
    FOREIGN KEY(recorded_by) REFERENCES user (id)
) STRICT;
CREATE INDEX person_link_person ON person_link (person_id);
CREATE TABLE protection (
    id TEXT NOT NULL,
    person_id TEXT NOT NULL,
    user_id TEXT NOT NULL,
    kind TEXT NOT NULL,
    reason TEXT,
    decided_at TEXT NOT NULL,
    decided_by TEXT NOT NULL,
    ended_at TEXT,
    PRIMARY KEY (id),
    CHECK (kind IN ('named', 'conflict', 'blocked', 'recused')),
    FOREIGN KEY(person_id) REFERENCES person (id),
    FOREIGN KEY(user_id) REFERENCES user (id),
    FOREIGN KEY(decided_by) REFERENCES user (id)
) STRICT;
CREATE INDEX protection_person ON protection (person_id);
CREATE TABLE review (
    id TEXT NOT NULL,
    kind TEXT NOT NULL,
    object_id TEXT NOT NULL,
    asked_by TEXT,
    asked_at TEXT NOT NULL,
    reviewed_by TEXT,
    reviewed_at TEXT,
    verdict TEXT,
    reason TEXT,
    PRIMARY KEY (id),
    CHECK (reviewed_by IS NULL OR asked_by IS NULL OR reviewed_by <> asked_by),
    FOREIGN KEY(asked_by) REFERENCES user (id),
    FOREIGN KEY(reviewed_by) REFERENCES user (id)
) STRICT;
CREATE INDEX review_object ON review (object_id);
CREATE TABLE safe_contact (
    id TEXT NOT NULL,
    person_id TEXT NOT NULL,
    channel TEXT NOT NULL,
    address TEXT,
    hours TEXT,
    who_may_answer TEXT,
    code_word TEXT,
    may_leave_message INTEGER NOT NULL,
    confirmed_at TEXT NOT NULL,
    expires_on TEXT,
    recorded_at TEXT NOT NULL,
    recorded_by TEXT NOT NULL,
    ended_at TEXT,
    PRIMARY KEY (id),
    CHECK (may_leave_message IN (0, 1)),
    FOREIGN KEY(person_id) REFERENCES person (id),
    FOREIGN KEY(recorded_by) REFERENCES user (id)
) STRICT;
CREATE INDEX safe_contact_person ON safe_contact (person_id);
CREATE TABLE screening (
    id TEXT NOT NULL,
    person_id TEXT NOT NULL,
    unit_id TEXT NOT NULL,
    pathway TEXT NOT NULL,
    pathway_sha256 TEXT NOT NULL,
    status TEXT NOT NULL,
    author TEXT NOT NULL,
    started_at TEXT NOT NULL,
    age INTEGER,
    closed_at TEXT,
    outcome TEXT,
    reason TEXT,
    PRIMARY KEY (id),
    CHECK (status IN ('in-progress', 'completed', 'amended', 'entered-in-error', 'stopped')),
    FOREIGN KEY(person_id) REFERENCES person (id),
    FOREIGN KEY(unit_id) REFERENCES unit (id),
    FOREIGN KEY(pathway_sha256) REFERENCES form_version (sha256) DEFERRABLE INITIALLY DEFERRED,
    FOREIGN KEY(author) REFERENCES user (id)
) STRICT;
CREATE INDEX screening_author ON screening (author, status);
CREATE INDEX screening_person ON screening (person_id, started_at);
CREATE TABLE search_term (
    user_id TEXT NOT NULL,
    field TEXT NOT NULL,
    term TEXT NOT NULL,
    person_id TEXT NOT NULL,
    PRIMARY KEY (user_id, field, term, person_id),
    FOREIGN KEY(user_id) REFERENCES user (id),
    FOREIGN KEY(person_id) REFERENCES person (id)
) WITHOUT ROWID, STRICT;
CREATE INDEX search_term_person ON search_term (person_id);
CREATE TABLE attachment (
    id TEXT NOT NULL,
    person_id TEXT NOT NULL,
    screening_id TEXT,
    media_type TEXT NOT NULL,
    content_class TEXT NOT NULL,
    sha256 TEXT NOT NULL,
    content BLOB,
    recorded_at TEXT NOT NULL,
    recorded_by TEXT NOT NULL,
    PRIMARY KEY (id),
    CHECK (length(sha256) = 64),
    FOREIGN KEY(person_id) REFERENCES person (id),
    FOREIGN KEY(screening_id) REFERENCES screening (id),
    FOREIGN KEY(recorded_by) REFERENCES user (id)
) STRICT;
CREATE INDEX attachment_person ON attachment (person_id);
CREATE TABLE document (
    id TEXT NOT NULL,
    screening_id TEXT NOT NULL,
    kind TEXT NOT NULL,
    number INTEGER NOT NULL,
    copy INTEGER NOT NULL,
    recipient TEXT NOT NULL,
    basis TEXT NOT NULL,
    purpose TEXT NOT NULL,
    classes TEXT NOT NULL,
    opened TEXT NOT NULL,
    decided_at TEXT NOT NULL,
    decided_by TEXT NOT NULL,
    head TEXT NOT NULL,
    sha256 TEXT,
    PRIMARY KEY (id),
    UNIQUE (number),
    CHECK (number >= 1 AND copy >= 1),
    CHECK (length(sha256) = 64),
    FOREIGN KEY(screening_id) REFERENCES screening (id),
    FOREIGN KEY(decided_by) REFERENCES user (id)
) STRICT;
CREATE INDEX document_screening ON document (screening_id, kind, recipient);
CREATE TABLE follow_up (
    id TEXT NOT NULL,
    person_id TEXT NOT NULL,
    screening_id TEXT,
    kind TEXT NOT NULL,
    due_on TEXT NOT NULL,
    assigned_to TEXT,
    done_at TEXT,
    outcome TEXT,
    created_at TEXT NOT NULL,
    created_by TEXT NOT NULL,
    PRIMARY KEY (id),
    FOREIGN KEY(person_id) REFERENCES person (id),
    FOREIGN KEY(screening_id) REFERENCES screening (id),
    FOREIGN KEY(assigned_to) REFERENCES user (id),
    FOREIGN KEY(created_by) REFERENCES user (id)
) STRICT;
CREATE INDEX follow_up_due ON follow_up (due_on);
CREATE INDEX follow_up_person ON follow_up (person_id);
CREATE TABLE injury_mark (
    id TEXT NOT NULL,
    screening_id TEXT NOT NULL,
    "view" TEXT NOT NULL,
    region TEXT NOT NULL,
    x INTEGER NOT NULL,
    y INTEGER NOT NULL,
    kind TEXT NOT NULL,
    length_mm INTEGER,
    width_mm INTEGER,
    colour TEXT,
    body TEXT,
    recorded_at TEXT NOT NULL,
    recorded_by TEXT NOT NULL,
    PRIMARY KEY (id),
    FOREIGN KEY(screening_id) REFERENCES screening (id),
    FOREIGN KEY(recorded_by) REFERENCES user (id)
) STRICT;
CREATE INDEX injury_mark_screening ON injury_mark (screening_id);
CREATE TABLE response (
    id TEXT NOT NULL,
    screening_id TEXT NOT NULL,
    step TEXT NOT NULL,
    form TEXT NOT NULL,
    form_sha256 TEXT NOT NULL,
    status TEXT NOT NULL,
    author TEXT NOT NULL,
    authored TEXT NOT NULL,
    completed_at TEXT,
    signed_body TEXT,
    signature BLOB,
    replaces TEXT,
    correction_reason TEXT,
    PRIMARY KEY (id),
    CHECK (status IN ('in-progress', 'completed', 'amended', 'entered-in-error', 'stopped')),
    CHECK (status NOT IN ('completed', 'amended') OR (completed_at IS NOT NULL AND signed_body IS NOT NULL AND length(signature) = 64)),
    FOREIGN KEY(screening_id) REFERENCES screening (id),
    FOREIGN KEY(form_sha256) REFERENCES form_version (sha256) DEFERRABLE INITIALLY DEFERRED,
    FOREIGN KEY(author) REFERENCES user (id),
    FOREIGN KEY(replaces) REFERENCES response (id)
) STRICT;
CREATE INDEX response_screening ON response (screening_id);
CREATE TABLE statement (
    id TEXT NOT NULL,
    person_id TEXT NOT NULL,
    screening_id TEXT,
    speaker TEXT NOT NULL,
    said_at TEXT,
    body TEXT,
    salt BLOB,
    hash BLOB NOT NULL,
    recorded_at TEXT NOT NULL,
    recorded_by TEXT NOT NULL,
    PRIMARY KEY (id),
    FOREIGN KEY(person_id) REFERENCES person (id),
    FOREIGN KEY(screening_id) REFERENCES screening (id),
    FOREIGN KEY(recorded_by) REFERENCES user (id)
) STRICT;
CREATE INDEX statement_person ON statement (person_id);
CREATE TABLE answer_event (
    response_id TEXT NOT NULL,
    number INTEGER NOT NULL,
    at TEXT NOT NULL,
    author TEXT NOT NULL,
    kind TEXT NOT NULL,
    link_id TEXT NOT NULL,
    instance TEXT NOT NULL,
    answer TEXT,
    salt BLOB,
    hash BLOB NOT NULL,
    entered_at TEXT,
    PRIMARY KEY (response_id, number),
    CHECK (kind IN ('answered', 'cleared', 'instance-added', 'instance-removed')),
    CHECK (number >= 1),
    CHECK (length(hash) = 32),
    CHECK (salt IS NOT NULL OR answer IS NULL),
    CHECK (salt IS NULL OR (kind = 'answered') = (answer IS NOT NULL)),
    FOREIGN KEY(response_id) REFERENCES response (id),
    FOREIGN KEY(author) REFERENCES user (id)
) STRICT;
CREATE TABLE case_note (
    id TEXT NOT NULL,
    person_id TEXT NOT NULL,
    response_id TEXT,
    kind TEXT NOT NULL,
    body TEXT,
    salt BLOB,
    hash BLOB NOT NULL,
    recorded_at TEXT NOT NULL,
    recorded_by TEXT NOT NULL,
    PRIMARY KEY (id),
    CHECK (kind IN ('note', 'objection', 'judgement')),
    FOREIGN KEY(person_id) REFERENCES person (id),
    FOREIGN KEY(response_id) REFERENCES response (id),
    FOREIGN KEY(recorded_by) REFERENCES user (id)
) STRICT;
CREATE INDEX case_note_person ON case_note (person_id);
CREATE TABLE disclosure (
    id TEXT NOT NULL,
    person_id TEXT NOT NULL,
    document_id TEXT,
    consent_id TEXT,
    recipient TEXT NOT NULL,
    basis TEXT NOT NULL,
    how TEXT NOT NULL,
    disclosed_at TEXT NOT NULL,
    disclosed_by TEXT NOT NULL,
    PRIMARY KEY (id),
    FOREIGN KEY(person_id) REFERENCES person (id),
    FOREIGN KEY(document_id) REFERENCES document (id),
    FOREIGN KEY(consent_id) REFERENCES consent (id),
    FOREIGN KEY(disclosed_by) REFERENCES user (id)
) STRICT;
CREATE INDEX disclosure_person ON disclosure (person_id);
CREATE TABLE result (
    response_id TEXT NOT NULL,
    kind TEXT NOT NULL,
    id TEXT NOT NULL,
    body TEXT,
    PRIMARY KEY (response_id, kind, id),
    FOREIGN KEY(response_id) REFERENCES response (id)
) STRICT;
