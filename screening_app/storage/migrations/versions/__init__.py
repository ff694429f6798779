"""One revision per version of the tables."""
