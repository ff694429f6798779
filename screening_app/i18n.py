"""Words for people: the language in use and its catalog (gettext, compiled by Babel).

The leaf that every layer may import. Msgids are English sentences; Swedish stands in
``resources/locale/sv/LC_MESSAGES/screening_app.mo``. Texts of questionnaires are data and
stand in the form files, per language (``Text``).
"""

import gettext as _gettext
from collections.abc import Mapping
from pathlib import Path

DOMAIN = "screening_app"
LANGUAGES = ("sv", "en")

Text = Mapping[str, str]
"""A sentence per language code, as form files and packs hold it."""


class _Voice:
    """The catalog in use: one for the whole process, worker threads included."""

    language = "en"
    catalog: _gettext.NullTranslations = _gettext.NullTranslations()


def use_language(language: str, catalogs: Path) -> None:
    """Speak this language from now on.

    Args:
        language: One of ``LANGUAGES``.
        catalogs: Folder that holds ``<language>/LC_MESSAGES/screening_app.mo``.

    Raises:
        ValueError: If the language is not one of ``LANGUAGES``.
        FileNotFoundError: If its catalog is missing; English needs none.
    """
    if language not in LANGUAGES:
        raise ValueError(language)
    fallback = language == "en"
    _Voice.catalog = _gettext.translation(DOMAIN, catalogs, languages=[language], fallback=fallback)
    _Voice.language = language


def language() -> str:
    """Return the code of the language in use, such as ``sv``."""
    return _Voice.language


def gettext(message: str) -> str:
    """Return the sentence in the language in use."""
    return _Voice.catalog.gettext(message)


def ngettext(singular: str, plural: str, count: int) -> str:
    """Return the sentence in the language in use, in the form that the count asks for."""
    return _Voice.catalog.ngettext(singular, plural, count)


def N_(message: str) -> str:  # noqa: N802 (the name that gettext tools look for)
    """Mark a sentence for translation later, and return it unchanged."""
    return message


def text_in(text: Text, wanted: str) -> str:
    """Return a form's sentence in the wanted language, or in the first it has."""
    return text.get(wanted) or next(iter(text.values()), "")
