"""One module a row, or a few rows that need the same preparation; each has ``measure``."""
