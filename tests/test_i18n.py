"""The catalogs say what the code says: fresh, whole, and compiled as they stand.

When one of these fails: ``make catalogs``, translate what is empty, ``make catalogs`` again.
"""

import re
from io import BytesIO
from pathlib import Path
from string import Formatter

import pytest
from babel.messages.catalog import Catalog, Message
from babel.messages.extract import extract_from_dir
from babel.messages.mofile import read_mo, write_mo
from babel.messages.pofile import read_po

from screening_app.i18n import (
    LANGUAGES,
    PSEUDO_VARIABLE,
    gettext,
    language,
    lengthened,
    ngettext,
    text_in,
    use_language,
    use_pseudo_locale,
)
from screening_app.settings import catalogs_folder
from tests.helpers.surroundings import CHECKOUT

PO = CHECKOUT / "resources" / "locale" / "sv" / "LC_MESSAGES" / "screening_app.po"

VAULT = re.compile(r"\b(vault|valv)", re.IGNORECASE)
MANY = 500

Msgid = str | tuple[str, ...]


def forms_of(said: object) -> tuple[str, ...]:
    """Return a sentence's forms: one, or singular and plural."""
    return (
        (said,) if isinstance(said, str) else tuple(map(str, said)) if isinstance(said, list | tuple) else ()
    )


def swedish() -> Catalog:
    """Return the Swedish catalog as translators write it."""
    with PO.open("rb") as file:
        return read_po(file, locale="sv")


def sentences() -> list[Message]:
    """Return its entries, without the header."""
    return [message for message in swedish() if message.id]


def in_code() -> set[tuple[str, ...]]:
    """Return the sentences of the code."""
    found = extract_from_dir(CHECKOUT / "screening_app", method_map=[("**.py", "python")])
    return {forms_of(message) for _, _, message, _, _ in found}


def placeholders(sentence: str) -> set[str]:
    """Return the names that are filled in after translation."""
    return {name for _, name, _, _ in Formatter().parse(sentence) if name is not None}


def test_catalog_holds_exactly_the_sentences_of_the_code() -> None:
    translated = {forms_of(message.id) for message in sentences()}

    assert in_code() - translated == set(), "not in the catalog: run make catalogs"
    assert translated - in_code() == set(), "no longer in the code: run make catalogs"


def test_every_sentence_is_translated() -> None:
    empty = [message.id for message in sentences() if not all(forms_of(message.string))]

    assert not empty


def test_the_window_speaks_of_records_and_of_no_vault() -> None:
    said = [
        form
        for message in sentences()
        if any(place.startswith("screening_app/gui/") for place, _line in message.locations)
        for form in (*forms_of(message.id), *forms_of(message.string))
    ]

    assert len(said) > MANY
    assert not [form for form in said if VAULT.search(form) and "screening-app vault" not in form]


def test_no_translation_is_a_guess() -> None:
    assert not [message.id for message in sentences() if message.fuzzy]


def test_translations_fill_in_what_the_code_gives() -> None:
    for message in sentences():
        given = set[str]().union(*map(placeholders, forms_of(message.id)))
        for sentence in forms_of(message.string):
            assert placeholders(sentence) <= given, message.id


def test_compiled_catalog_is_the_written_one() -> None:
    fresh = BytesIO()
    write_mo(fresh, swedish())
    fresh.seek(0)
    with PO.with_suffix(".mo").open("rb") as compiled:
        shipped = {forms_of(message.id): message.string for message in read_mo(compiled) if message.id}

    assert shipped == {forms_of(message.id): message.string for message in read_mo(fresh) if message.id}


@pytest.mark.parametrize("spoken", LANGUAGES)
def test_every_language_can_be_spoken(spoken: str) -> None:
    use_language(spoken, catalogs_folder())

    assert language() == spoken


def test_swedish_is_heard() -> None:
    use_language("sv", catalogs_folder())

    assert gettext("No person matches. Check the number, or ask your supervisor.").startswith("Ingen person")


def test_an_unknown_sentence_stays_as_it_is() -> None:
    use_language("sv", catalogs_folder())

    assert gettext("Nobody wrote this.") == "Nobody wrote this."
    assert [ngettext("{count} cat", "{count} cats", count) for count in (1, 2)] == [
        "{count} cat",
        "{count} cats",
    ]


def test_a_language_we_do_not_speak_is_refused() -> None:
    with pytest.raises(ValueError, match="de"):
        use_language("de", catalogs_folder())


def test_a_missing_catalog_is_not_passed_over(tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError):
        use_language("sv", tmp_path)


def test_a_form_speaks_the_wanted_language_or_its_first() -> None:
    text = {"sv": "Ja", "en": "Yes"}

    assert [text_in(text, wanted) for wanted in ("sv", "en", "fi")] == ["Ja", "Yes", "Ja"]
    assert text_in({}, "sv") == ""


@pytest.mark.parametrize(
    "sentence", ["Save", "Not answered", "{count} of {total} answered", "Everything is saved."]
)
def test_a_lengthened_sentence_is_40_percent_longer(sentence: str) -> None:
    said = sum(len(text) for text, *_ in Formatter().parse(sentence))
    long = sum(len(text) for text, *_ in Formatter().parse(lengthened(sentence, 1.4)))

    assert 1.3 <= long / said <= 1.6


@pytest.mark.parametrize("sentence", ["{count} of {total} answered", "Locked at {time}."])
def test_a_lengthened_sentence_keeps_its_placeholders(sentence: str) -> None:
    names = [name for _, name, *_ in Formatter().parse(sentence) if name]

    assert [name for _, name, *_ in Formatter().parse(lengthened(sentence, 1.4)) if name] == names


def test_a_lengthened_word_stays_one_word() -> None:
    assert lengthened("Save", 1.4) == "Såvëëx"


def test_the_pseudo_locale_speaks_in_every_sentence() -> None:
    use_pseudo_locale(1.4)

    assert gettext("Save") == "Såvëëx"
    assert ngettext("{count} question left", "{count} questions left", 2).startswith("{count} qüëstîöñs lëft")


def test_the_pseudo_locale_ends_with_the_next_language() -> None:
    use_pseudo_locale(1.4)
    use_language("en", catalogs_folder())

    assert gettext("Save") == "Save"


def test_the_environment_can_ask_for_the_pseudo_locale(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(PSEUDO_VARIABLE, "1.4")
    use_language("en", catalogs_folder())

    assert gettext("Save") == "Såvëëx"
