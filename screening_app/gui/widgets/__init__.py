"""The few painted widgets, one a file."""
