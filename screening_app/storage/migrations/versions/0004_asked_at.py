"""Remember when a conversation was held that was entered afterwards from paper.

Conversations stored before keep NULL: they were held when they were begun in the program.
"""

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"


def upgrade() -> None:
    """Add the time, as UTC in ISO 8601."""
    op.add_column("screening", sa.Column("asked_at", sa.Text, nullable=True))
