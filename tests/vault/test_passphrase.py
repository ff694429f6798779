"""A passphrase is long and not what everybody tries first."""

import pytest

from screening_app.vault.errors import WeakPassphrase
from screening_app.vault.passphrase import check_passphrase, normalise_login, normalise_passphrase


@pytest.mark.parametrize(
    "passphrase",
    [
        "sju gröna krokodiler äter pizza",
        "korrekt häst batteri klammer bro",
        "vE7#qLm2!xRt",
        "räksmörgåsbord",
        "tulpan ko is bil å ö gran",
        "两只黄鹂鸣翠柳一行白鹭上青天",
        "krokodil 🐊🐊 äter 🍕 idag",
    ],
)
def test_long_passphrases_of_ones_own_are_taken(passphrase: str) -> None:
    check_passphrase(passphrase, login="anna")


@pytest.mark.parametrize(
    "passphrase",
    [
        "",
        "kort",
        "elva tecken",
        "aaaaaaaaaaaaaaaa",
        "abababababababab",
        "passwordpassword",
        "Password123456!",
        "P@ssw0rd!P@ssw0rd!",
        "lösenord12345",
        "Sommar2026!!!",
        "SommarVinter2026",
        "qwertyuiopåas",
        "asdfghjklöä123",
        "123456789012345",
        "098765432109",
        "1qaz2wsx3edc4rfv",
        "abcdefghijklmn",
        "anna.andersson1",
        "AnnaAnderssonAnna",
        "correct horse battery staple",
        "välkommen till",
        "hej hej hej hej hej",
        "stockholm stockholm",
    ],
)
def test_short_and_common_passphrases_are_refused(passphrase: str) -> None:
    with pytest.raises(WeakPassphrase) as caught:
        check_passphrase(passphrase, login="Anna Andersson")

    assert "12" in caught.value.describe()


@pytest.mark.parametrize(
    "passphrase",
    [
        "Mottagningen Norr 2026",
        "mottagningen-norr-mottagningen",
        "M0ttagningen N0rr!!",
        "ExempelRegion123",
        "BeritExempelsson1",
        "Samtalsstöd2026!",
        "conversation support",
        "ScreeningVault99",
    ],
)
def test_names_of_user_unit_and_product_are_barred(passphrase: str) -> None:
    names = ("Berit Exempelsson", "Mottagningen Norr", "Region Exempel")

    with pytest.raises(WeakPassphrase):
        check_passphrase(passphrase, login="berit", names=names)
    check_passphrase("sju gröna krokodiler äter pizza", login="berit", names=names)


@pytest.mark.parametrize(
    "passphrase", ["bara små bokstäver här", "SJU GRÖNA KROKODILER", "x" + "lång fras utan slut " * 500]
)
def test_nothing_is_asked_for_but_length_and_something_of_its_own(passphrase: str) -> None:
    check_passphrase(passphrase, login="anna")


def test_every_code_point_is_one_character_and_none_is_cut_off() -> None:
    with pytest.raises(WeakPassphrase):
        check_passphrase("ßäüöéàñçøåœ", login="anna")  # eleven, though case folding makes it longer
    long = "lång fras utan slut " * 500
    assert normalise_passphrase(long) != normalise_passphrase(long[:-2])


def test_five_short_words_are_as_good_as_twelve_characters() -> None:
    check_passphrase("ost bil gud ren mus", login="anna")


def test_composed_and_decomposed_letters_are_one() -> None:
    assert normalise_passphrase("a\u030a") == "å".encode()
    assert normalise_login(" A\u030aSA\tEk ") == "åsa ek"


def test_even_half_a_sign_becomes_bytes() -> None:
    assert normalise_passphrase("\ud83d")
