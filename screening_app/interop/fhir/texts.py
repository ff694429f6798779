"""Texts in several languages: FHIR's translation extension and our sentences."""

import re
from collections import Counter
from collections.abc import Iterable, Mapping

from screening_app.interop.fhir.json_text import Json, Resource
from screening_app.interop.fhir.resource import Element
from screening_app.interop.fhir.urls import TRANSLATION
from screening_app.questionnaire.model import Sentence

_LANGUAGE = re.compile(r"([a-z]{2})(-.*)?", re.IGNORECASE)


def language_of(code: object) -> str | None:
    """Return the two letters of a language code, such as ``en`` of ``en-AU``."""
    found = _LANGUAGE.fullmatch(code) if isinstance(code, str) else None
    return found[1].lower() if found else None


class Texts:
    """Reads the texts of one resource, and remembers which languages they are in.

    Attributes:
        base: Language of texts outside translation extensions.
        foreign: Language codes that are no two letters, as the file spells them.
    """

    def __init__(self, base: str) -> None:
        self.base = base
        self.foreign: list[str] = []
        self._sentences = 0
        self._languages: Counter[str] = Counter()

    def sentence(self, text: str, more: Element | None) -> Sentence:
        """Return a text with its translations; of two regions of a language the first counts."""
        found: Sentence = {self.base: text}
        for language, translated in self._translations(more):
            found.setdefault(language, translated)
        return self.counted(found)

    def counted(self, sentence: Sentence) -> Sentence:
        """Return the sentence, and count its languages."""
        self._sentences += 1
        self._languages.update(language for language, text in sentence.items() if text.strip())
        return sentence

    def _translations(self, more: Element | None) -> Iterable[tuple[str, str]]:
        for extension in more.extensions(TRANSLATION) if more else ():
            stated, content = extension.inner("lang"), extension.inner("content")
            language = language_of(stated)
            if language is not None and isinstance(content, str):
                yield language, content
            elif isinstance(stated, str) and stated not in self.foreign:
                self.foreign.append(stated)

    def complete(self) -> tuple[str, ...]:
        """Return the languages that every text is in, the base first."""
        others = [one for one, count in self._languages.items() if count == self._sentences]
        return (self.base, *(one for one in others if one != self.base))

    def incomplete(self) -> tuple[str, ...]:
        """Return the languages that only some texts are in."""
        complete = set(self.complete())
        return tuple(one for one in self._languages if one not in complete)


def within(sentence: Sentence | None, languages: tuple[str, ...]) -> Sentence | None:
    """Return the sentence in these languages only."""
    if sentence is None:
        return None
    return {language: sentence[language] for language in languages if language in sentence}


def written(key: str, sentence: Mapping[str, str] | None, base: str) -> Resource:
    """Return a text as FHIR writes it: the base language in ``key``, the others beside it."""
    if sentence is None:
        return {}
    others: list[Json] = [
        {
            "url": TRANSLATION,
            "extension": [{"url": "lang", "valueCode": language}, {"url": "content", "valueString": text}],
        }
        for language, text in sentence.items()
        if language != base
    ]
    told: Resource = {key: sentence[base]} if base in sentence else {}
    return {**told, f"_{key}": {"extension": others}} if others else told
