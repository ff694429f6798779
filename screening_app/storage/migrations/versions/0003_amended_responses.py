"""Let an answer be corrected by a new version of its response, and let each version be replaced once.

No row changes: until now no response replaced another. The triggers that let a closed conversation say
that it is amended, and nothing else, are renewed with every upgrade.
"""

from alembic import op

revision = "0003"
down_revision = "0002"


def upgrade() -> None:
    """Add the index of what replaces what."""
    op.execute("CREATE UNIQUE INDEX response_replaced ON response (replaces) WHERE replaces IS NOT NULL")
