"""How the tables came to be: Alembic revisions, forward only, one file per version."""
