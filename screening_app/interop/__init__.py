"""Forms of others, in and out."""
