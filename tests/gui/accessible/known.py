"""Which names the window may say in a language: sentences of the catalog, of the forms, and stored."""

import re
from collections.abc import Iterable, Iterator
from functools import cached_property
from pathlib import Path

import yaml
from babel.messages.pofile import read_po

from screening_app.i18n import DOMAIN
from screening_app.settings import catalogs_folder, shipped_folder

_CASE = r"[0-9A-Z]{4}-[0-9A-Z]{4}"
_DIGITS = r"[0-9][0-9 \u00a0.:–%-]*"


class Known:
    """The names of one language.

    Args:
        language: ``sv`` or ``en``.
        stored: What was typed, and is said back as it stands.
    """

    def __init__(self, language: str, stored: Iterable[str]) -> None:
        self._language, self._stored = language, tuple(stored)

    def strange(self, names: Iterable[str]) -> list[str]:
        """Return the names that nothing accounts for."""
        return sorted({name for name in names if name and not self._is_known(name)})

    def _is_known(self, name: str) -> bool:
        """Tell whether a name is one known sentence, or several side by side."""
        if self._pattern.fullmatch(name):
            return True
        for found in re.finditer(r"[.,:?!]? ", name):
            first = name[: found.end()].strip()
            alone = first.rstrip(".,:")
            begins = self._pattern.fullmatch(first) or self._pattern.fullmatch(alone)
            if begins and self._is_known(name[found.end() :]):
                return True
        return False

    @cached_property
    def _pattern(self) -> re.Pattern[str]:
        return re.compile("|".join(sorted(self._patterns(), key=len, reverse=True)))

    def _patterns(self) -> Iterator[str]:
        for sentence in self._catalog():
            parts = re.split(r"\{[^{}]*\}", sentence)
            if any(re.search(r"\w", part) for part in parts):
                yield ".+?".join(map(re.escape, parts))
        for folder in (shipped_folder("forms"), shipped_folder("resources")):
            for path in sorted([*folder.rglob("*.yaml"), *folder.rglob("*.json")]):
                yield from map(re.escape, self._texts(yaml.safe_load(path.read_text(encoding="utf-8"))))
        yield from map(re.escape, self._stored)
        yield from (_CASE, _DIGITS)

    def _catalog(self) -> Iterator[str]:
        path = Path(catalogs_folder()) / "sv" / "LC_MESSAGES" / f"{DOMAIN}.po"
        with path.open("rb") as file:
            messages = [message for message in read_po(file) if message.id]
        for message in messages:
            said = message.string if self._language == "sv" else message.id
            yield from [said] if isinstance(said, str) else said or ()

    def _texts(self, node: object) -> Iterator[str]:
        if isinstance(node, dict):
            for key, value in node.items():
                if key == self._language and isinstance(value, str):
                    yield value.strip()
                else:
                    yield from self._texts(value)
        elif isinstance(node, list):
            for value in node:
                yield from self._texts(value)
