"""Runs the revisions on the connection that ``storage/migrate.py`` hands over, in its transaction."""

from alembic import context
from sqlalchemy import Connection


def run() -> None:
    """Run what is missing."""
    connection: Connection = context.config.attributes["connection"]
    context.configure(connection=connection, render_as_batch=True)
    with context.begin_transaction():
        context.run_migrations()


run()
