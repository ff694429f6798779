"""Keys are wrapped so that nothing but the right passphrase gives them, and cost what they must."""

import secrets
import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from screening_app.domain.ids import UserId
from screening_app.vault.errors import HeaderDamaged, KeyDerivationFailed, WrongPassphrase
from screening_app.vault.header import Cipher, Kdf, Slot
from screening_app.vault.key_file import Credential
from screening_app.vault.keys import (
    LEAST_MEMORY,
    LEAST_TIME,
    Ed25519Signer,
    KdfCost,
    Unwrapped,
    calibrate,
    check_signature,
    database_key,
    derive_key,
    exchange_key,
    key_check,
    name_tag,
    new_kdf,
    new_user_slot,
    rewrap_user_slot,
    slot_key,
    unwrap_user_slot,
)
from tests.vault.making import CHEAP

SECRET = Unwrapped(bytes(range(32)), bytes(range(32, 64)))
KEY = bytes(32)
VAULT = "VAULT"


def slot(key: bytes = KEY) -> Slot:
    """Return a slot that holds ``SECRET``."""
    made = new_user_slot(
        UserId("U1"), "anna", SECRET, vault_id=VAULT, name_key="00" * 32, given="x", cost=CHEAP
    )
    return rewrap_user_slot(made, SECRET, key, VAULT)


def test_a_slot_gives_back_what_was_wrapped() -> None:
    assert unwrap_user_slot(slot(), KEY, VAULT) == SECRET


def test_a_slot_does_not_open_with_another_key() -> None:
    with pytest.raises(WrongPassphrase):
        unwrap_user_slot(slot(), bytes(31) + b"\1", VAULT)


def test_a_slot_does_not_open_in_another_vault() -> None:
    with pytest.raises(WrongPassphrase):
        unwrap_user_slot(slot(), KEY, "OTHER")


@pytest.mark.parametrize(
    "change",
    [{"id": "U2"}, {"kind": "recovery"}, {"name_tag": "11" * 32}, {"key_file": True}, {"temporary": True}],
    ids=lambda change: next(iter(change)),
)
def test_no_part_of_a_slot_can_be_exchanged(change: dict[str, str | bool]) -> None:
    with pytest.raises(WrongPassphrase):
        unwrap_user_slot(slot().model_copy(update=change), KEY, VAULT)


def test_a_slot_of_the_wrong_length_is_damage() -> None:
    longer = rewrap_user_slot(slot(), Unwrapped(SECRET.vault_key + b"x", SECRET.seed), KEY, VAULT)

    with pytest.raises(HeaderDamaged):
        unwrap_user_slot(longer, KEY, VAULT)


def test_nothing_of_a_secret_stands_in_its_text() -> None:
    assert repr(SECRET) == str(SECRET) == "Unwrapped(…)"


def test_both_passphrase_and_key_file_make_the_key_of_a_slot() -> None:
    kdf, file, other = new_kdf(CHEAP), bytes(range(32)), bytes(range(1, 33))
    whole = slot_key(Credential("åäö", file), kdf, key_file=True)

    assert whole == slot_key(Credential("a\u030aa\u0308o\u0308", file), kdf, key_file=True)
    others = [
        slot_key(Credential("åäö", other), kdf, key_file=True),
        slot_key(Credential("åäo", file), kdf, key_file=True),
        slot_key(Credential("åäö", b""), kdf, key_file=True),
        slot_key("åäö", kdf, key_file=True),
        slot_key("åäö", kdf, key_file=False),
        slot_key(Credential("åäö", file), new_kdf(CHEAP), key_file=True),
        file,
    ]
    assert whole not in others
    assert len({len(key) for key in (whole, *others)}) == 1


def test_a_key_file_that_is_not_needed_is_not_looked_at() -> None:
    kdf = new_kdf(CHEAP)

    assert slot_key(Credential("åäö", bytes(32)), kdf, key_file=False) == derive_key("åäö", kdf)


def test_the_same_passphrase_gives_the_same_key_and_another_salt_another() -> None:
    kdf = new_kdf(CHEAP)

    assert derive_key("åäö", kdf) == derive_key("a\u030aa\u0308o\u0308", kdf)
    assert derive_key("åäö", kdf) != derive_key("åäö", new_kdf(CHEAP))


def test_too_little_memory_has_its_own_sentence() -> None:
    with pytest.raises(KeyDerivationFailed):
        # Argon2 refuses less than eight blocks a lane, with the error it gives when memory is out.
        derive_key("x", Kdf.model_construct(memory=1, time=1, parallelism=4, salt="00" * 16))


def test_calibration_lands_between_half_a_second_and_a_second_on_any_computer() -> None:
    for seconds_per_mib_pass in (0.0001, 0.0005, 0.002, 0.01):
        calibrated = calibrate(_Computer(seconds_per_mib_pass).clock)
        seconds = calibrated.memory / 1024 * calibrated.time * seconds_per_mib_pass

        assert calibrated.memory >= LEAST_MEMORY
        assert calibrated.time >= LEAST_TIME
        assert 0.4 <= seconds <= 1.1, (seconds_per_mib_pass, calibrated)


def test_calibration_never_goes_below_the_least_however_slow_the_computer() -> None:
    assert calibrate(_Computer(1).clock) == KdfCost(memory=LEAST_MEMORY, time=LEAST_TIME, parallelism=1)


class _Computer:
    """A clock that says what each probe would have cost; probes halve the memory as calibrate does."""

    def __init__(self, seconds_per_mib_pass: float) -> None:
        self._speed, self._memory, self._looks, self._now = seconds_per_mib_pass, 256.0, 0, 0.0

    def clock(self) -> float:
        """Return the time: every second look ends a probe."""
        self._looks += 1
        if self._looks % 2 == 0:
            self._now += self._memory * self._speed
            self._memory /= 2
        return self._now


@pytest.mark.slow
def test_a_real_calibration_costs_what_it_promises() -> None:
    kdf = new_kdf(calibrate())
    begun = time.perf_counter()
    derive_key("sju gröna krokodiler", kdf)

    assert time.perf_counter() - begun > 0.3


@given(message=st.binary(max_size=200), other=st.binary(max_size=200))
def test_a_signature_checks_for_its_message_and_key_only(message: bytes, other: bytes) -> None:
    signer = Ed25519Signer(UserId("U1"), SECRET.seed)
    signature = signer.sign(message)

    assert len(signature) == 64
    assert check_signature(signer.public_key, message, signature)
    assert check_signature(signer.public_key, other, signature) == (message == other)
    assert not check_signature(Ed25519Signer(UserId("U2"), bytes(32)).public_key, message, signature)


@pytest.mark.parametrize("broken", [b"", b"short", bytes(64), bytes(65)])
def test_a_broken_signature_or_key_is_no_signature(broken: bytes) -> None:
    signer = Ed25519Signer(UserId("U1"), SECRET.seed)

    assert not check_signature(signer.public_key, b"message", broken)
    assert not check_signature(broken, b"message", signer.sign(b"message"))


def test_keys_for_different_purposes_are_unrelated() -> None:
    cipher = Cipher(salt=secrets.token_hex(16))
    database = database_key(SECRET.vault_key, VAULT, cipher)

    assert len(database) == 48
    assert database[32:].hex() == cipher.salt
    derived = {database[:32].hex(), key_check(SECRET.vault_key, VAULT), SECRET.vault_key.hex()}
    assert len(derived) == 3
    assert exchange_key(SECRET.seed, VAULT) != exchange_key(SECRET.seed, "OTHER")


def test_a_name_tag_depends_on_the_vault_and_not_on_case() -> None:
    assert name_tag("Åsa  Ek", "00" * 32) == name_tag("åsa ek", "00" * 32)
    assert name_tag("Åsa Ek", "00" * 32) != name_tag("Åsa Ek", "11" * 32)
