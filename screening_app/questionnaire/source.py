"""Form files as text and tree: YAML read strictly, every value with its line (FORMS 1, STYLE 4.9).

libyaml gives events, and the tree is built here without recursion, so that nesting, size and
aliases are refused before they cost anything. Only null, true, false, whole numbers and
decimals are typed without quotes; everything that YAML programs disagree on is a finding.
"""

import hashlib
import re
from collections.abc import Iterator, Mapping
from decimal import Decimal
from pathlib import Path

import yaml

from screening_app.questionnaire.errors import Finding, FormError, short
from screening_app.questionnaire.regular_file import read_regular

MAX_BYTES = 2_000_000
MAX_DEPTH = 40
MAX_VALUES = 200_000

TreePath = tuple[str | int, ...]
"""Keys and positions from the root of a file to one of its values."""

Scalar = bool | int | Decimal | str | None

_Loader: type[yaml.CSafeLoader] | type[yaml.SafeLoader] = getattr(yaml, "CSafeLoader", yaml.SafeLoader)

_WHOLE = re.compile(r"-?(0|[1-9][0-9]{0,17})")
_DECIMAL = re.compile(r"-?(0|[1-9][0-9]{0,11})\.[0-9]{0,11}[1-9]")
_WORDS: Mapping[str, bool | None] = {"null": None, "true": True, "false": False}
_AMBIGUOUS = re.compile(
    r"~?|y|n|yes|no|on|off|null|true|false|<<|=|[-+]?\.(inf|nan)|[-+.]?[0-9][0-9_.:,+xobTtZza-f-]*",
    re.IGNORECASE | re.ASCII,
)


class Table(dict[str, "Scalar | Table | Row"]):
    """A mapping that knows its line and the line of each key."""

    __slots__ = ("line", "lines")

    def __init__(self, line: int) -> None:
        super().__init__()
        self.line = line
        self.lines: dict[str, int] = {}


class Row(list["Scalar | Table | Row"]):
    """A sequence that knows its line and the line of each element."""

    __slots__ = ("line", "lines")

    def __init__(self, line: int) -> None:
        super().__init__()
        self.line = line
        self.lines: list[int] = []


def is_ambiguous(text: str) -> bool:
    """Tell whether programs disagree on what the text is without quotes."""
    return _AMBIGUOUS.fullmatch(text) is not None


class Source:
    """One form file, read but not yet understood.

    Attributes:
        file: Name that findings carry.
        text: The whole text.
        sha256: Of the bytes, 64 hex digits.
        root: The tree.
        findings: Ambiguous scalars and duplicate keys: the tree stands, but nobody may trust it.
        plain_texts: Lines on which a text with spaces stands without quotes.
    """

    def __init__(self, text: str, file: str) -> None:
        self.file = file
        self.text = text
        self.sha256 = hashlib.sha256(text.encode("utf-8")).hexdigest()
        self.findings: list[Finding] = []
        self.plain_texts: list[int] = []
        self.root = _Builder(self).build()

    def at(self, path: TreePath) -> tuple[int, str]:
        """Return the line of a path, or of the nearest place above it, and the id around it."""
        line, name = self.root.line, ""
        for _, node, at in self._along(path):
            line, name = at, _name(node) or name
        return line, name

    def key_at(self, path: TreePath) -> str:
        """Return the innermost key on a path that stands in the file."""
        keys = [part for part, _, _ in self._along(path) if isinstance(part, str)]
        return keys[-1] if keys else ""

    def _along(self, path: TreePath) -> "Iterator[tuple[str | int, Scalar | Table | Row, int]]":
        """Yield part, value and line of each step of a path, as far as the file has them."""
        node: Scalar | Table | Row = self.root
        for index, part in enumerate(path):
            following = path[index + 1] if index + 1 < len(path) else None
            step = _step(node, part, following)
            if step is not None:
                node, line = step
                yield part, node, line

    def finding(self, code: str, path: TreePath, /, **params: object) -> Finding:
        """Return a finding at a path of the tree."""
        line, name = self.at(path)
        return Finding(
            code=code,
            file=self.file,
            line=line,
            link_id=short(name),
            params=tuple((key, _said(key, value)) for key, value in params.items()),
        )


def _said(key: str, value: object) -> str:
    # What is expected comes from the grammar and may be a long list; the rest comes from the file.
    if key == "expected":
        return str(value)
    return short(f"{value:f}" if isinstance(value, Decimal) else value)


def _step(
    node: "Scalar | Table | Row", part: str | int, following: str | int | None
) -> "tuple[Scalar | Table | Row, int] | None":
    if isinstance(node, Row) and isinstance(part, int) and 0 <= part < len(node):
        return node[part], node.lines[part]
    if isinstance(node, Table) and isinstance(part, str) and part in node:
        inner = node[part]
        # pydantic puts the tag of a union before the key; a tag looks like a key of this table.
        is_tag = isinstance(following, str) and (following in node) and not isinstance(inner, Table)
        return None if is_tag else (inner, node.lines[part])
    return None


def _name(node: "Scalar | Table | Row") -> str:
    if isinstance(node, Table):
        for key in ("linkId", "id", "code"):
            value = node.get(key)
            if isinstance(value, str):
                return value
    return ""


class _Builder:
    """Builds the tree from events, with a stack of its own."""

    def __init__(self, source: Source) -> None:
        self._source = source
        self._stack: list[Table | Row] = []
        self._keys: list[tuple[str, int] | None] = []
        self._root: Table | None = None
        self._values = 0

    def build(self) -> Table:
        try:
            for event in self._events():
                self._take(event)
        except yaml.YAMLError as error:
            mark = getattr(error, "problem_mark", None)
            raise self._refusal("not-yaml", 1 if mark is None else mark.line + 1) from None
        if self._root is None:
            raise self._refusal("empty-file", 1)
        return self._root

    def _events(self) -> "Iterator[yaml.Event]":
        return iter(yaml.parse(self._source.text, Loader=_Loader))

    def _refusal(self, code: str, line: int, /, **params: object) -> FormError:
        texts = tuple((key, short(value)) for key, value in params.items())
        return FormError(Finding(code=code, file=self._source.file, line=line, params=texts))

    def _note(self, code: str, line: int, /, **params: object) -> None:
        self._source.findings.append(self._refusal(code, line, **params).finding)

    def _take(self, event: "yaml.Event") -> None:
        line = event.start_mark.line + 1 if event.start_mark is not None else 1
        if isinstance(event, (yaml.MappingEndEvent, yaml.SequenceEndEvent)):
            self._stack.pop()
            self._keys.pop()
        elif isinstance(event, yaml.AliasEvent):
            raise self._refusal("alias", line)
        elif isinstance(event, yaml.NodeEvent):
            self._guard(event, line)
            self._take_node(event, line)
        elif isinstance(event, yaml.DocumentStartEvent) and self._root is not None:
            raise self._refusal("many-documents", line)

    def _guard(self, event: "yaml.NodeEvent", line: int) -> None:
        if event.anchor is not None:
            raise self._refusal("alias", line)
        if getattr(event, "tag", None) is not None:
            raise self._refusal("tag", line)
        self._values += 1
        if self._values > MAX_VALUES:
            raise self._refusal("too-many-values", line, limit=MAX_VALUES)
        if len(self._stack) >= MAX_DEPTH:
            raise self._refusal("too-deep", line, limit=MAX_DEPTH)

    def _take_node(self, event: "yaml.NodeEvent", line: int) -> None:
        expects_key = bool(self._stack) and isinstance(self._stack[-1], Table) and self._keys[-1] is None
        if isinstance(event, yaml.ScalarEvent):
            if expects_key:
                self._take_key(event, line)
            else:
                self._put(self._scalar(event, line), line)
            return
        if expects_key:
            raise self._refusal("key-not-text", line)
        node: Table | Row = Table(line) if isinstance(event, yaml.MappingStartEvent) else Row(line)
        self._put(node, line)
        self._stack.append(node)
        self._keys.append(None)

    def _take_key(self, event: "yaml.ScalarEvent", line: int) -> None:
        table = self._stack[-1]
        if not event.style and _AMBIGUOUS.fullmatch(event.value):
            self._note("ambiguous-scalar", line, value=event.value)
        if event.value in table:
            self._note("duplicate-key", line, key=event.value)
        self._keys[-1] = (event.value, line)

    def _put(self, value: "Scalar | Table | Row", line: int) -> None:
        if not self._stack:
            if not isinstance(value, Table):
                raise self._refusal("wrong-root", line)
            self._root = value
            return
        parent = self._stack[-1]
        if isinstance(parent, Row):
            parent.append(value)
            parent.lines.append(line)
            return
        key, key_line = self._keys[-1] or ("", line)
        parent[key] = value
        parent.lines[key] = key_line
        self._keys[-1] = None

    def _scalar(self, event: "yaml.ScalarEvent", line: int) -> Scalar:
        text: str = event.value
        if event.style:  # libyaml says "" of a plain scalar, PyYAML's own parser None
            return text
        if text in _WORDS:
            return _WORDS[text]
        if _WHOLE.fullmatch(text):
            return int(text)
        if _DECIMAL.fullmatch(text):
            return Decimal(text)
        if _AMBIGUOUS.fullmatch(text):
            self._note("ambiguous-scalar", line, value=text)
        elif " " in text:
            self._source.plain_texts.append(line)
        return text


def read_source(path: Path) -> Source:
    """Read a form file from the disk.

    Raises:
        FormError: If it is too large, not UTF-8, not YAML, or uses what forms do not use.
        NotAFile: If it is a folder, a pipe or a device.
        FormFileUnreadable: If the disk does not give it.
    """
    return source_of(read_regular(path, MAX_BYTES), str(path))


def source_of(content: bytes, file: str) -> Source:
    """Read the bytes of a form file.

    Raises:
        FormError: As ``read_source``.
    """
    if len(content) > MAX_BYTES:
        raise _whole_file("too-large", file, limit=MAX_BYTES)
    try:
        text = content.decode("utf-8")
    except UnicodeDecodeError as error:
        line = content.count(b"\n", 0, error.start) + 1
        raise FormError(Finding(code="not-utf-8", file=file, line=line)) from None
    return Source(text, file)


def _whole_file(code: str, file: str, **params: object) -> FormError:
    texts = tuple((key, short(value)) for key, value in params.items())
    return FormError(Finding(code=code, file=file, line=1, params=texts))
