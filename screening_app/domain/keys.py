"""Who holds a key to the vault, without anything secret."""

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class KeysHeld:
    """The keys that a header gives, so that two headers can be compared.

    Attributes:
        vault: Id of the vault.
        key: Changes with the vault key, and says nothing about it.
        slots: What each slot is, as a digest that changes with its passphrase, key file or signing key.
    """

    vault: str
    key: str
    slots: Mapping[str, str]
