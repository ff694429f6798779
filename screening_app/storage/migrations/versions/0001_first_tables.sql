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
    CONSTRAINT pk_audit_event PRIMARY KEY (seq),
    CONSTRAINT ck_audit_event_erased CHECK ((salt IS NULL) = (body IS NULL)),
    CONSTRAINT ck_audit_event_digests CHECK (length(body_hash) = 32 AND length(previous) = 32 AND length(mac) = 32)
) STRICT;
CREATE TABLE form_version (
    sha256 TEXT NOT NULL,
    canonical TEXT NOT NULL,
    kind TEXT NOT NULL,
    body TEXT NOT NULL,
    CONSTRAINT pk_form_version PRIMARY KEY (sha256),
    CONSTRAINT ck_form_version_sha256 CHECK (length(sha256) = 64)
) STRICT;
CREATE INDEX form_version_canonical ON form_version (canonical);
CREATE TABLE setting (
    name TEXT NOT NULL,
    value TEXT NOT NULL,
    CONSTRAINT pk_setting PRIMARY KEY (name)
) STRICT;
CREATE TABLE unit (
    id TEXT NOT NULL,
    country TEXT NOT NULL,
    authority TEXT NOT NULL,
    name TEXT NOT NULL,
    phone TEXT NOT NULL,
    regime TEXT NOT NULL,
    CONSTRAINT pk_unit PRIMARY KEY (id),
    CONSTRAINT ck_unit_regime CHECK (regime IN ('HSL_PUBLIC', 'HSL_PRIVATE', 'SOC_MUNICIPAL', 'SOC_PRIVATE', 'INTL'))
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
    CONSTRAINT pk_person PRIMARY KEY (id),
    CONSTRAINT uq_person_case_number UNIQUE (case_number),
    CONSTRAINT ck_person_kind CHECK (kind IN ('identified', 'pseudonym', 'anonymous')),
    CONSTRAINT ck_person_protection CHECK (protection IN ('none', 'secrecy-flag', 'protected-registration', 'assumed-identity', 'local-threat')),
    CONSTRAINT ck_person_nameless CHECK (kind = 'identified' OR (name IS NULL AND identity_number IS NULL AND birth_date IS NULL)),
    CONSTRAINT fk_person_unit_id FOREIGN KEY(unit_id) REFERENCES unit (id)
) STRICT;
CREATE TABLE user (
    id TEXT NOT NULL,
    unit_id TEXT NOT NULL,
    login TEXT NOT NULL,
    name TEXT NOT NULL,
    role TEXT NOT NULL,
    public_key BLOB NOT NULL,
    active INTEGER NOT NULL,
    CONSTRAINT pk_user PRIMARY KEY (id),
    CONSTRAINT uq_user_unit_id UNIQUE (unit_id, login),
    CONSTRAINT ck_user_role CHECK (role IN ('staff', 'supervisor', 'method-lead', 'administrator', 'coordinator')),
    CONSTRAINT ck_user_public_key CHECK (length(public_key) = 32),
    CONSTRAINT ck_user_active CHECK (active IN (0, 1)),
    CONSTRAINT fk_user_unit_id FOREIGN KEY(unit_id) REFERENCES unit (id)
) STRICT;
CREATE TABLE care_relation (
    person_id TEXT NOT NULL,
    user_id TEXT NOT NULL,
    kind TEXT NOT NULL,
    reason TEXT,
    begun_at TEXT NOT NULL,
    ended_at TEXT,
    CONSTRAINT pk_care_relation PRIMARY KEY (person_id, user_id, begun_at),
    CONSTRAINT ck_care_relation_kind CHECK (kind IN ('care', 'break-glass', 'review')),
    CONSTRAINT fk_care_relation_person_id FOREIGN KEY(person_id) REFERENCES person (id),
    CONSTRAINT fk_care_relation_user_id FOREIGN KEY(user_id) REFERENCES user (id)
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
    CONSTRAINT pk_consent PRIMARY KEY (id),
    CONSTRAINT ck_consent_how CHECK (how IN ('spoken', 'written')),
    CONSTRAINT fk_consent_person_id FOREIGN KEY(person_id) REFERENCES person (id),
    CONSTRAINT fk_consent_recorded_by FOREIGN KEY(recorded_by) REFERENCES user (id)
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
    CONSTRAINT pk_person_link PRIMARY KEY (id),
    CONSTRAINT ck_person_link_two_persons CHECK (person_id <> linked_id),
    CONSTRAINT fk_person_link_person_id FOREIGN KEY(person_id) REFERENCES person (id),
    CONSTRAINT fk_person_link_linked_id FOREIGN KEY(linked_id) REFERENCES person (id),
    CONSTRAINT fk_person_link_recorded_by FOREIGN KEY(recorded_by) REFERENCES user (id)
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
    CONSTRAINT pk_protection PRIMARY KEY (id),
    CONSTRAINT ck_protection_kind CHECK (kind IN ('named', 'conflict', 'blocked', 'recused')),
    CONSTRAINT fk_protection_person_id FOREIGN KEY(person_id) REFERENCES person (id),
    CONSTRAINT fk_protection_user_id FOREIGN KEY(user_id) REFERENCES user (id),
    CONSTRAINT fk_protection_decided_by FOREIGN KEY(decided_by) REFERENCES user (id)
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
    CONSTRAINT pk_review PRIMARY KEY (id),
    CONSTRAINT ck_review_somebody_else CHECK (reviewed_by IS NULL OR asked_by IS NULL OR reviewed_by <> asked_by),
    CONSTRAINT fk_review_asked_by FOREIGN KEY(asked_by) REFERENCES user (id),
    CONSTRAINT fk_review_reviewed_by FOREIGN KEY(reviewed_by) REFERENCES user (id)
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
    CONSTRAINT pk_safe_contact PRIMARY KEY (id),
    CONSTRAINT ck_safe_contact_may_leave_message CHECK (may_leave_message IN (0, 1)),
    CONSTRAINT fk_safe_contact_person_id FOREIGN KEY(person_id) REFERENCES person (id),
    CONSTRAINT fk_safe_contact_recorded_by FOREIGN KEY(recorded_by) REFERENCES user (id)
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
    CONSTRAINT pk_screening PRIMARY KEY (id),
    CONSTRAINT ck_screening_status CHECK (status IN ('in-progress', 'completed', 'amended', 'entered-in-error', 'stopped')),
    CONSTRAINT fk_screening_person_id FOREIGN KEY(person_id) REFERENCES person (id),
    CONSTRAINT fk_screening_unit_id FOREIGN KEY(unit_id) REFERENCES unit (id),
    CONSTRAINT fk_screening_pathway_sha256 FOREIGN KEY(pathway_sha256) REFERENCES form_version (sha256) DEFERRABLE INITIALLY DEFERRED,
    CONSTRAINT fk_screening_author FOREIGN KEY(author) REFERENCES user (id)
) STRICT;
CREATE INDEX screening_author ON screening (author, status);
CREATE INDEX screening_person ON screening (person_id, started_at);
CREATE TABLE search_term (
    user_id TEXT NOT NULL,
    field TEXT NOT NULL,
    term TEXT NOT NULL,
    person_id TEXT NOT NULL,
    CONSTRAINT pk_search_term PRIMARY KEY (user_id, field, term, person_id),
    CONSTRAINT fk_search_term_user_id FOREIGN KEY(user_id) REFERENCES user (id),
    CONSTRAINT fk_search_term_person_id FOREIGN KEY(person_id) REFERENCES person (id)
) WITHOUT ROWID, STRICT;
CREATE INDEX search_term_person ON search_term (person_id, user_id, field, term);
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
    CONSTRAINT pk_attachment PRIMARY KEY (id),
    CONSTRAINT ck_attachment_sha256 CHECK (length(sha256) = 64),
    CONSTRAINT fk_attachment_person_id FOREIGN KEY(person_id) REFERENCES person (id),
    CONSTRAINT fk_attachment_screening_id FOREIGN KEY(screening_id) REFERENCES screening (id),
    CONSTRAINT fk_attachment_recorded_by FOREIGN KEY(recorded_by) REFERENCES user (id)
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
    CONSTRAINT pk_document PRIMARY KEY (id),
    CONSTRAINT uq_document_number UNIQUE (number),
    CONSTRAINT ck_document_numbers CHECK (number >= 1 AND copy >= 1),
    CONSTRAINT ck_document_sha256 CHECK (length(sha256) = 64),
    CONSTRAINT fk_document_screening_id FOREIGN KEY(screening_id) REFERENCES screening (id),
    CONSTRAINT fk_document_decided_by FOREIGN KEY(decided_by) REFERENCES user (id)
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
    CONSTRAINT pk_follow_up PRIMARY KEY (id),
    CONSTRAINT fk_follow_up_person_id FOREIGN KEY(person_id) REFERENCES person (id),
    CONSTRAINT fk_follow_up_screening_id FOREIGN KEY(screening_id) REFERENCES screening (id),
    CONSTRAINT fk_follow_up_assigned_to FOREIGN KEY(assigned_to) REFERENCES user (id),
    CONSTRAINT fk_follow_up_created_by FOREIGN KEY(created_by) REFERENCES user (id)
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
    CONSTRAINT pk_injury_mark PRIMARY KEY (id),
    CONSTRAINT fk_injury_mark_screening_id FOREIGN KEY(screening_id) REFERENCES screening (id),
    CONSTRAINT fk_injury_mark_recorded_by FOREIGN KEY(recorded_by) REFERENCES user (id)
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
    CONSTRAINT pk_response PRIMARY KEY (id),
    CONSTRAINT ck_response_status CHECK (status IN ('in-progress', 'completed', 'amended', 'entered-in-error', 'stopped')),
    CONSTRAINT ck_response_signed CHECK (status NOT IN ('completed', 'amended') OR (completed_at IS NOT NULL AND signed_body IS NOT NULL AND length(signature) = 64)),
    CONSTRAINT fk_response_screening_id FOREIGN KEY(screening_id) REFERENCES screening (id),
    CONSTRAINT fk_response_form_sha256 FOREIGN KEY(form_sha256) REFERENCES form_version (sha256) DEFERRABLE INITIALLY DEFERRED,
    CONSTRAINT fk_response_author FOREIGN KEY(author) REFERENCES user (id),
    CONSTRAINT fk_response_replaces FOREIGN KEY(replaces) REFERENCES response (id)
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
    CONSTRAINT pk_statement PRIMARY KEY (id),
    CONSTRAINT fk_statement_person_id FOREIGN KEY(person_id) REFERENCES person (id),
    CONSTRAINT fk_statement_screening_id FOREIGN KEY(screening_id) REFERENCES screening (id),
    CONSTRAINT fk_statement_recorded_by FOREIGN KEY(recorded_by) REFERENCES user (id)
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
    CONSTRAINT pk_answer_event PRIMARY KEY (response_id, number),
    CONSTRAINT ck_answer_event_kind CHECK (kind IN ('answered', 'cleared', 'instance-added', 'instance-removed')),
    CONSTRAINT ck_answer_event_number CHECK (number >= 1),
    CONSTRAINT ck_answer_event_hash CHECK (length(hash) = 32),
    CONSTRAINT ck_answer_event_erased CHECK (salt IS NOT NULL OR answer IS NULL),
    CONSTRAINT ck_answer_event_answer CHECK (salt IS NULL OR (kind = 'answered') = (answer IS NOT NULL)),
    CONSTRAINT fk_answer_event_response_id FOREIGN KEY(response_id) REFERENCES response (id),
    CONSTRAINT fk_answer_event_author FOREIGN KEY(author) REFERENCES user (id)
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
    CONSTRAINT pk_case_note PRIMARY KEY (id),
    CONSTRAINT ck_case_note_kind CHECK (kind IN ('note', 'objection', 'judgement')),
    CONSTRAINT fk_case_note_person_id FOREIGN KEY(person_id) REFERENCES person (id),
    CONSTRAINT fk_case_note_response_id FOREIGN KEY(response_id) REFERENCES response (id),
    CONSTRAINT fk_case_note_recorded_by FOREIGN KEY(recorded_by) REFERENCES user (id)
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
    CONSTRAINT pk_disclosure PRIMARY KEY (id),
    CONSTRAINT fk_disclosure_person_id FOREIGN KEY(person_id) REFERENCES person (id),
    CONSTRAINT fk_disclosure_document_id FOREIGN KEY(document_id) REFERENCES document (id),
    CONSTRAINT fk_disclosure_consent_id FOREIGN KEY(consent_id) REFERENCES consent (id),
    CONSTRAINT fk_disclosure_disclosed_by FOREIGN KEY(disclosed_by) REFERENCES user (id)
) STRICT;
CREATE INDEX disclosure_person ON disclosure (person_id);
CREATE TABLE result (
    response_id TEXT NOT NULL,
    kind TEXT NOT NULL,
    id TEXT NOT NULL,
    body TEXT,
    CONSTRAINT pk_result PRIMARY KEY (response_id, kind, id),
    CONSTRAINT fk_result_response_id FOREIGN KEY(response_id) REFERENCES response (id)
) STRICT;
