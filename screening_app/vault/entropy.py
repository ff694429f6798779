"""Randomness of the operating system, and the identifiers made from it."""

import secrets

from screening_app.services.ports import Clock

_CROCKFORD = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
_SPOKEN = "ABCDEFGHJKLMNPQRSTVWXYZ23456789"
"""No I, O, 0 and 1, which are taken for each other, and no U, which makes words (and is heard as V)."""

_RANDOM_BITS = 80
_ID_LENGTH = 26
_HALF = 4


class SystemEntropy:
    """Port ``Entropy``."""

    def __init__(self, clock: Clock) -> None:
        self._clock = clock

    def salt(self) -> bytes:
        """Return 16 random bytes."""
        return secrets.token_bytes(16)

    def new_id(self) -> str:
        """Return a new identifier: 48 bits of time in milliseconds, then 80 random bits."""
        milliseconds = int(self._clock.now().timestamp() * 1000)
        number = milliseconds << _RANDOM_BITS | secrets.randbits(_RANDOM_BITS)
        return "".join(_CROCKFORD[number >> 5 * place & 31] for place in reversed(range(_ID_LENGTH)))

    def case_number(self) -> str:
        """Return a new case number, such as ``K7QM-4XWP``; about 40 random bits."""
        signs = [secrets.choice(_SPOKEN) for _ in range(2 * _HALF)]
        return f"{''.join(signs[:_HALF])}-{''.join(signs[_HALF:])}"
