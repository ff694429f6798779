"""A version of the application that does not exist yet: its tables have one column more."""

from pathlib import Path

from sqlalchemy.engine.interfaces import DBAPIConnection

from screening_app.bootstrap.inspection import report_of
from screening_app.storage.migrate import stored_version, upgrade
from screening_app.storage.store import SqlStore
from screening_app.vault.clock import SystemClock
from screening_app.vault.opening import open_vault
from tests.e2e.desk import LOGIN, PASSPHRASE
from tests.storage.test_migrations import rebuild, revisions

LATER = "0099"


class LaterStore(SqlStore):
    """Brings older tables to the later version.

    Args:
        folder: Where its revisions stand.
    """

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def schema(self, connection: DBAPIConnection) -> str:
        """Return how the file's tables stand to the later version."""
        return "current" if stored_version(connection) == LATER else "older"

    def upgrade(self, connection: DBAPIConnection) -> None:
        """Bring them to the later version."""
        upgrade(connection, folder=self._folder)


def write_revisions(place: Path) -> None:
    """Write the revisions of the later version."""
    revisions(place / "migrations", **{LATER: rebuild()})


def opens_with_later_tables(place: Path, login: str = LOGIN, passphrase: str = PASSPHRASE) -> dict[str, int]:
    """Open a vault with the later version, hold that it is sound, and count its rows."""
    store = LaterStore(place / "migrations")
    vault = open_vault(place / "vault", login, passphrase, mode="write", store=store, clock=SystemClock())
    try:
        report = report_of(vault)
    finally:
        vault.close()
    if report.faults:
        raise AssertionError(report.faults)
    return dict(report.rows)
