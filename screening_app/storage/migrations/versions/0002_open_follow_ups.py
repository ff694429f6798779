"""Find what is still to be done without reading what was done long ago.

The old index held every follow-up ever made; the new one holds the open ones, in the order in
which Today shows them. No row changes.
"""

from alembic import op

revision = "0002"
down_revision = "0001"


def upgrade() -> None:
    """Put the index of open follow-ups in the place of the one of all."""
    op.execute("DROP INDEX follow_up_due")
    op.execute("CREATE INDEX follow_up_open ON follow_up (due_on, id) WHERE done_at IS NULL")
