"""Words for people: the language in use and its catalog (gettext, compiled by Babel).

The leaf that every layer may import. Msgids are English sentences; Swedish stands in
``resources/locale/sv/LC_MESSAGES/screening_app.mo``. Texts of questionnaires are data and
stand in the form files, per language (``Text``).
"""

import gettext as _gettext
import math
import os
import re
from collections.abc import Mapping
from pathlib import Path

DOMAIN = "screening_app"
LANGUAGES = ("sv", "en")

_LOCALES: Mapping[str, str] = {"sv": "sv_SE", "en": "en_GB"}

PSEUDO_VARIABLE = "SCREENING_PSEUDOLOCALE"
"""In the environment: how many times longer every sentence becomes, to try layouts; 1.4 is usual."""

_PLACEHOLDER = re.compile(r"(\{[^{}]*\})")
_ACCENTED = str.maketrans("aceinouyACEINOUY", "åçëîñöüÿÅÇËÎÑÖÜŸ")
_FILLING = "ëxtrå wörd "

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
    if scale := os.environ.get(PSEUDO_VARIABLE):
        use_pseudo_locale(float(scale))


class _PseudoTranslations(_gettext.NullTranslations):
    """A catalog that says what another says, longer and with accents."""

    def __init__(self, spoken: _gettext.NullTranslations, scale: float) -> None:
        super().__init__()
        self._spoken, self._scale = spoken, scale

    def gettext(self, message: str) -> str:
        return lengthened(self._spoken.gettext(message), self._scale)

    def ngettext(self, msgid1: str, msgid2: str, n: int) -> str:
        return lengthened(self._spoken.ngettext(msgid1, msgid2, n), self._scale)


def use_pseudo_locale(scale: float = 1.4) -> None:
    """Lengthen every sentence of the language in use, until ``use_language`` is called again.

    Shows what a longer language would do to the layout, and by its accents what is not translated.
    """
    _Voice.catalog = _PseudoTranslations(_Voice.catalog, scale)


def lengthened(sentence: str, scale: float) -> str:
    """Return the sentence with accents, as many times longer; placeholders stay as they are."""
    parts = _PLACEHOLDER.split(sentence)
    words = "".join(part if number % 2 else part.translate(_ACCENTED) for number, part in enumerate(parts))
    missing = math.ceil(sum(map(len, parts[::2])) * (scale - 1))
    if missing <= 0:
        return words
    filling = _FILLING * (missing // len(_FILLING) + 1)
    if " " in words:
        return f"{words} {filling[: missing - 1].strip()}"
    # One word stays one word: that is what is hardest on a button.
    return words + filling.replace(" ", "")[:missing]


def language() -> str:
    """Return the code of the language in use, such as ``sv``."""
    return _Voice.language


def locale_of(language: str) -> str:
    """Return how dates are written in a language: Swedish as in Sweden, English as in Britain."""
    return _LOCALES.get(language, language)


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
