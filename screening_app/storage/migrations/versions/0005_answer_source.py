"""Remember which answers the person gave at the screen, and which staff wrote down.

Answers stored before keep NULL: staff wrote them down.
"""

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"


def upgrade() -> None:
    """Add who answered (FHIR QuestionnaireResponse.source)."""
    op.add_column("answer_event", sa.Column("source", sa.Text, nullable=True))
