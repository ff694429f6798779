"""What a rule of form files says when it is broken."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Rule:
    """A rule of the form grammar, as English msgids with named placeholders."""

    message: str
    what_to_do: str
