"""The tables of the vault: SQLAlchemy Core, repositories, unit of work, migrations (DESIGN 5, 11)."""
