"""The tables come from migrations, all or nothing, and are what ``tables.py`` says."""

import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy import create_engine
from sqlcipher3 import dbapi2

from screening_app.storage import case_tables
from screening_app.storage.columns import metadata
from screening_app.storage.errors import MigrationFailed
from screening_app.storage.migrate import HEAD, schema_state, stored_version, upgrade
from screening_app.storage.sqlite_only import TRIGGERS
from screening_app.vault.cipher import GuardedConnection, connect
from tests.helpers.surroundings import CHECKOUT

NAMES = (
    "unit user person person_link care_relation protection safe_contact screening response answer_event "
    "result statement injury_mark attachment consent disclosure document follow_up case_note review "
    "audit_event setting form_version"
)
RECORDS = set(NAMES.split())
KEY = bytes(range(48))


@pytest.fixture
def connection(tmp_path: Path) -> Iterator[GuardedConnection]:
    """Return a connection to an empty encrypted file."""
    opened = connect(tmp_path / "records.db", KEY, mode="write", create=True)
    yield opened
    opened.close()


def schema(connection: GuardedConnection) -> dict[str, str]:
    """Return what stands in the file, name to SQL without layout."""
    rows = connection.execute("SELECT name, sql FROM sqlite_master WHERE sql IS NOT NULL").fetchall()
    return {str(name): "".join(str(sql).split()) for name, sql in rows}


def revisions(folder: Path, **extra: str) -> Path:
    """Return a copy of the migrations with more revisions, name to body of ``upgrade``."""
    source = CHECKOUT / "screening_app" / "storage" / "migrations"
    (folder / "versions").mkdir(parents=True)
    (folder / "env.py").write_text((source / "env.py").read_text())
    for path in (source / "versions").glob("000*"):
        (folder / "versions" / path.name).write_bytes(path.read_bytes())
    previous = HEAD
    for name, body in extra.items():
        text = f"from alembic import op\nrevision = {name!r}\ndown_revision = {previous!r}\n"
        (folder / "versions" / f"{name}.py").write_text(f"{text}def upgrade():\n    {body}\n")
        previous = name
    return folder


def test_an_empty_file_becomes_this_version(connection: GuardedConnection) -> None:
    assert schema_state(connection) == "older"

    upgrade(connection)

    assert (schema_state(connection), stored_version(connection)) == ("current", HEAD)
    assert schema(connection).keys() >= RECORDS | TRIGGERS.keys()
    assert connection.execute("PRAGMA foreign_keys").fetchone() == (1,)


def test_the_migrated_tables_are_those_of_the_code(connection: GuardedConnection) -> None:
    upgrade(connection)
    engine = create_engine("sqlite://", module=dbapi2)
    with engine.connect() as made:
        metadata.create_all(made)
        rows = made.exec_driver_sql("SELECT name, sql FROM sqlite_master WHERE sql IS NOT NULL").all()
    engine.dispose()

    migrated = {
        name: sql
        for name, sql in schema(connection).items()
        if name not in TRIGGERS and name != "alembic_version"
    }

    assert migrated == {str(name): "".join(str(sql).split()) for name, sql in rows}
    assert case_tables.review.name in migrated


def test_every_record_is_strict(connection: GuardedConnection) -> None:
    upgrade(connection)

    strict = connection.execute("SELECT name FROM pragma_table_list WHERE strict = 1").fetchall()

    assert {name for (name,) in strict} == RECORDS | {"search_term"}


def test_migrating_what_is_current_changes_nothing(connection: GuardedConnection) -> None:
    upgrade(connection)
    before = schema(connection)

    upgrade(connection)

    assert schema(connection) == before


def test_an_unknown_version_is_newer(connection: GuardedConnection) -> None:
    upgrade(connection)
    connection.execute("UPDATE alembic_version SET version_num = '0099'")

    assert schema_state(connection) == "newer"


@pytest.mark.parametrize(
    "body",
    [
        "op.execute('CREATE TABLE later (x)'); op.execute('NOT SQL')",
        "op.execute('CREATE TABLE later (x)'); raise RuntimeError",
        "op.execute(\"INSERT INTO review VALUES ('r', 'k', 'o', 'nobody', 'at', NULL, NULL, NULL, NULL)\")",
    ],
)
def test_a_revision_that_fails_leaves_the_file_as_it_was(
    connection: GuardedConnection, tmp_path: Path, body: str
) -> None:
    upgrade(connection)
    before = schema(connection)

    with pytest.raises(Exception):  # noqa: B017, PT011 (whatever a revision raises)
        upgrade(connection, folder=revisions(tmp_path / "migrations", **{"0099": body}))

    assert schema(connection) == before
    assert stored_version(connection) == HEAD
    assert connection.execute("SELECT count(*) FROM review").fetchone() == (0,)


def rebuild() -> str:
    """Return the body of a revision that makes ``unit`` anew with one more column."""
    return (
        "import sqlalchemy as sa\n"
        "    with op.batch_alter_table('unit', recreate='always') as batch:\n"
        "        batch.add_column(sa.Column('place', sa.Text))"
    )


def test_a_rebuilt_parent_table_keeps_its_children_and_its_triggers(
    connection: GuardedConnection, tmp_path: Path
) -> None:
    upgrade(connection)
    connection.execute("INSERT INTO unit VALUES ('u', 'se', 'a', 'n', 'p', 'INTL')")
    connection.execute(
        "INSERT INTO person (id, unit_id, case_number, kind, created_at, identity_kind, protection)"
        " VALUES ('p', 'u', 'c', 'anonymous', 'at', 'anonymous', 'none')"
    )
    body = rebuild()

    upgrade(connection, folder=revisions(tmp_path / "migrations", **{"0099": body}))

    assert connection.execute("SELECT id, place FROM unit").fetchall() == [("u", None)]
    assert connection.execute("SELECT unit_id FROM person").fetchall() == [("u",)]
    assert {name for name in schema(connection) if name in TRIGGERS} == TRIGGERS.keys()
    with pytest.raises(dbapi2.IntegrityError, match="ck_unit_regime"):
        connection.execute("UPDATE unit SET regime = 'NONE'")


def test_a_table_that_is_not_strict_stops_a_migration(connection: GuardedConnection, tmp_path: Path) -> None:
    upgrade(connection)
    loose = {"0099": "op.execute('CREATE TABLE later (x)')"}

    with pytest.raises(MigrationFailed):
        upgrade(connection, folder=revisions(tmp_path / "migrations", **loose))

    assert "later" not in schema(connection)


def test_triggers_that_are_not_as_expected_stop_a_migration(connection: GuardedConnection) -> None:
    with pytest.raises(MigrationFailed) as caught:
        upgrade(connection, triggers={**TRIGGERS, "one_more": "CREATE TRIGGER one_more"})

    assert "triggers" in caught.value.describe()
    assert schema(connection) == {}


def test_opening_a_current_vault_does_not_load_alembic(tmp_path: Path) -> None:
    script = (
        "import sys, pathlib\n"
        "from tests.vault.making import make_vault, reopen\n"
        "if sys.argv[2] == 'make': make_vault(pathlib.Path(sys.argv[1])).close()\n"
        "else: reopen(pathlib.Path(sys.argv[1])).close()\n"
        "print('alembic' in sys.modules)"
    )
    said = [
        subprocess.run(
            [sys.executable, "-c", script, str(tmp_path / "vault"), what],
            cwd=CHECKOUT,
            capture_output=True,
            text=True,
            check=True,
        ).stdout.strip()
        for what in ("make", "open")
    ]

    assert said == ["True", "False"]


def test_an_older_file_keeps_its_follow_ups_and_finds_the_open_ones_by_their_index(
    connection: GuardedConnection, tmp_path: Path
) -> None:
    older = tmp_path / "older"
    revisions(older)
    for path in (older / "versions").glob("000[2-9]*"):
        path.unlink()
    upgrade(connection, folder=older)
    assert (schema_state(connection), stored_version(connection)) == ("older", "0001")
    connection.execute("INSERT INTO unit VALUES ('u', 'se', 'a', 'n', 'p', 'INTL')")
    connection.execute("INSERT INTO user VALUES ('a', 'u', 'anna', 'Anna', 'staff', zeroblob(32), 1)")
    connection.execute(
        "INSERT INTO person (id, unit_id, case_number, kind, created_at, identity_kind, protection)"
        " VALUES ('p', 'u', 'c', 'anonymous', 'at', 'anonymous', 'none')"
    )
    connection.execute(
        "INSERT INTO follow_up VALUES ('f', 'p', NULL, 'plan', '2026-12-01', NULL, NULL, NULL, 'at', 'a')"
    )

    upgrade(connection)

    plan = "EXPLAIN QUERY PLAN SELECT id FROM follow_up WHERE done_at IS NULL AND due_on <= '2027'"
    assert "follow_up_open" in str(connection.execute(plan).fetchall())
    assert connection.execute("SELECT id, due_on FROM follow_up").fetchall() == [("f", "2026-12-01")]
    assert "follow_up_due" not in schema(connection)


def test_a_file_of_the_version_before_gets_the_rules_of_corrections(
    connection: GuardedConnection, tmp_path: Path
) -> None:
    older = tmp_path / "older"
    revisions(older)
    for path in (older / "versions").glob("000[3-9]*"):
        path.unlink()
    upgrade(connection, folder=older)
    connection.execute("DROP TRIGGER response_version")

    upgrade(connection)

    assert {"response_replaced", "response_version", "response_shut"} <= schema(connection).keys()


def test_an_older_file_keeps_its_conversations_as_held_when_they_were_begun(
    connection: GuardedConnection, tmp_path: Path
) -> None:
    older = tmp_path / "older"
    revisions(older)
    for path in (older / "versions").glob("000[4-9]*"):
        path.unlink()
    upgrade(connection, folder=older)
    assert stored_version(connection) == "0003"
    connection.execute("INSERT INTO unit VALUES ('u', 'se', 'a', 'n', 'p', 'INTL')")
    connection.execute("INSERT INTO user VALUES ('a', 'u', 'anna', 'Anna', 'staff', zeroblob(32), 1)")
    connection.execute(
        "INSERT INTO person (id, unit_id, case_number, kind, created_at, identity_kind, protection)"
        " VALUES ('p', 'u', 'c', 'anonymous', 'at', 'anonymous', 'none')"
    )
    connection.execute("INSERT INTO form_version VALUES (hex(zeroblob(32)), 'c', 'pathway', 'text')")
    connection.execute(
        "INSERT INTO screening (id, person_id, unit_id, pathway, pathway_sha256, status, author, started_at)"
        " VALUES ('s', 'p', 'u', 'c', hex(zeroblob(32)), 'in-progress', 'a', '2026-11-01')"
    )

    upgrade(connection)

    assert connection.execute("SELECT started_at, asked_at FROM screening").fetchall() == [
        ("2026-11-01", None)
    ]
    with pytest.raises(dbapi2.IntegrityError, match="frozen"):
        connection.execute("UPDATE screening SET asked_at = '2026-10-01'")
