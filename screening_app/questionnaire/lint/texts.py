"""Every text in every language, in quotes, with its placeholders."""

import re
from collections.abc import Iterator

from screening_app.questionnaire.errors import Finding
from screening_app.questionnaire.source import Row, Scalar, Source, Table, TreePath
from screening_app.questionnaire.structure import Breach

_LANGUAGE = re.compile(r"[a-z]{2}")
_KNOWN = frozenset({"sv", "en"})
_UNSEEN = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\u115f\u1160\u200b\u2028-\u202e\u2060-\u2069\u3164\ufeff\uffa0]"
)
_PLACEHOLDER = re.compile(r"\{([a-z_]+)\}")


def text_findings(source: Source) -> Iterator[Finding]:
    """Yield what is wrong with the texts of any file."""
    stated = source.root.get("languages")
    languages = [str(one) for one in stated] if isinstance(stated, Row) else []
    if languages:
        for sentence, path in sentences(source.root, ()):
            for breach in _sentence(sentence, path, languages):
                yield source.finding(breach.code, breach.path, **breach.params)
    for path in _unseen(source.root, ()):
        yield source.finding("unseen-sign", path)
    for line in source.plain_texts:
        yield Finding(code="unquoted-text", file=source.file, line=line)


def _unseen(node: Table | Row | Scalar, path: TreePath) -> Iterator[TreePath]:
    """Yield where a text holds signs that nobody sees, or that turn the order of what follows round."""
    if isinstance(node, str):
        if _UNSEEN.search(node):
            yield path
    elif isinstance(node, Table):
        for key, value in node.items():
            yield from _unseen(value, (*path, key))
    elif isinstance(node, Row):
        for index, value in enumerate(node):
            yield from _unseen(value, (*path, index))


def sentences(node: Table | Row | Scalar, path: TreePath) -> Iterator[tuple[Table, TreePath]]:
    """Yield every text that stands in several languages, with its path."""
    if isinstance(node, Table):
        if _is_sentence(node):
            yield node, path
            return
        for key, value in node.items():
            yield from sentences(value, (*path, key))
    elif isinstance(node, Row):
        for index, value in enumerate(node):
            yield from sentences(value, (*path, index))


def _is_sentence(table: Table) -> bool:
    return not _KNOWN.isdisjoint(table) and all(_LANGUAGE.fullmatch(key) for key in table)


def _sentence(sentence: Table, path: TreePath, languages: list[str]) -> Iterator[Breach]:
    for language in languages:
        if not str(sentence.get(language) or "").strip():
            yield Breach("language-missing", path, {"language": language})
    for language in sentence:
        if language not in languages:
            yield Breach("language-unknown", path, {"language": language})
    held = [set(_PLACEHOLDER.findall(str(text))) for text in sentence.values()]
    lost = set().union(*held) - set.intersection(*held)
    if lost:
        yield Breach("placeholder-lost", path, {"placeholder": ", ".join(sorted(lost))})
