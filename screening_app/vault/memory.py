"""Tables that live in the memory of this process and nowhere else: for rehearsals, where nothing is kept."""

import secrets

from sqlcipher3 import dbapi2

from screening_app.vault.cipher import GuardedConnection
from screening_app.vault.store import Connect

_PRAGMAS = ("foreign_keys = ON", "recursive_triggers = ON", "temp_store = MEMORY", "trusted_schema = OFF")


def memory_tables() -> tuple[Connect, Connect]:
    """Return what makes readers and the writer of one database; it ends with its last connection."""
    uri = f"file:{secrets.token_hex(8)}?mode=memory&cache=shared"

    def open_one(*, writes: bool) -> GuardedConnection:
        connection: GuardedConnection = dbapi2.connect(
            uri, uri=True, isolation_level=None, check_same_thread=False, factory=GuardedConnection
        )
        connection.writes = writes
        # A reader must not wait for the writer of its own thread, which would never go on.
        for pragma in (*_PRAGMAS, "read_uncommitted = ON"):
            connection.execute(f"PRAGMA {pragma}")
        return connection

    return (lambda: open_one(writes=False)), (lambda: open_one(writes=True))
