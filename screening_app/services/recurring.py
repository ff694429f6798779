"""Whether a value that must not leave stands word for word in a text that would."""

import re

_SHORTEST = 4
_SHORTEST_NUMBER = 6
_SUBSCRIBER_DIGITS = 8
"""The end of a telephone number that is the same with and without the country's prefix."""


def recurs(secret: str, text: str, shortest: int = _SHORTEST) -> bool:
    """Tell whether a protected value stands word for word in a text, whatever case or spacing.

    Args:
        shortest: Letters below which a value is too common to be told from other words.
    """
    digits = re.sub(r"\D", "", secret)
    if len(digits) >= _SHORTEST_NUMBER:
        joined = re.sub(r"(?<=\d)[\s\-–./()]+(?=\d)", "", text)
        if digits[-_SUBSCRIBER_DIGITS:] in joined:
            return True
    folded = " ".join(secret.casefold().split()).strip(".,;:!? ")
    if len(folded) < shortest:
        return False
    return re.search(rf"(?<!\w){re.escape(folded)}(?!\w)", " ".join(text.casefold().split())) is not None
