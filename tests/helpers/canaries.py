"""Words that tests let people say, and that must never be found where they do not belong."""

CANARIES = (
    "Kanariefågel Ångström",
    "han låste in mig i källaren",
    "Smultronvägen 17 lgh 1203",
    "19121212-1212",
    "0740-123 456 efter klockan nio",
)
"""A name, a statement, a place, a number, a safe contact: with å, ä, ö.

A test that has people say something else adds it with the fixture ``canaries``.
"""
