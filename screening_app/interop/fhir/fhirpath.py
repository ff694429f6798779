"""FHIRPath as a tree: parsed to be translated once, never run (FORMS 1)."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from screening_app.domain.answers import PartialDate

_LONGEST = 20_000
_MOST_DEPTH = 40
_MOST_LEVELS = 150
_LONGEST_AGE = 3


class NotParsed(ValueError):
    """The text is no FHIRPath, or one longer or deeper than any form needs."""


@dataclass(frozen=True, slots=True)
class Literal:
    """A constant: text, number, boolean or date."""

    value: str | bool | Decimal | PartialDate


@dataclass(frozen=True, slots=True)
class Years:
    """A span of calendar years, ``18 years``."""

    count: int


@dataclass(frozen=True, slots=True)
class Nothing:
    """The empty collection, ``{}``."""


@dataclass(frozen=True, slots=True)
class Variable:
    """``%name``."""

    name: str


@dataclass(frozen=True, slots=True)
class This:
    """What is looked at: ``$this``, or what a path begins from."""


@dataclass(frozen=True, slots=True)
class Member:
    """An element of something, ``target.name``."""

    target: "Node"
    name: str


@dataclass(frozen=True, slots=True)
class Call:
    """A function of something, ``target.name(…)``."""

    target: "Node"
    name: str
    arguments: tuple["Node", ...]


@dataclass(frozen=True, slots=True)
class Index:
    """One element by its position, ``target[0]``."""

    target: "Node"
    position: "Node"


@dataclass(frozen=True, slots=True)
class Operation:
    """Two operands and what is between them."""

    operator: str
    left: "Node"
    right: "Node"


@dataclass(frozen=True, slots=True)
class Negative:
    """``-operand``."""

    operand: "Node"


Node = Literal | Years | Nothing | Variable | This | Member | Call | Index | Operation | Negative

_TOKEN = re.compile(
    r"""\s*(?:
      (?P<date>@\d{4}(?:-\d{2}(?:-\d{2})?)?(?![-\dT:]))
    | (?P<number>\d+(?:\.\d+)?)
    | (?P<text>'(?:[^'\\]|\\.)*')
    | (?P<variable>%(?:[A-Za-z_]\w*|`[^`]+`|'[^']+'))
    | (?P<this>\$this)
    | (?P<word>[A-Za-z_]\w*|`[^`]+`)
    | (?P<sign><=|>=|!=|!~|[-+*/|&=~<>.,(){}\[\]])
    )""",
    re.VERBOSE | re.ASCII,
)
_COMMENT = re.compile(r"\s+|//[^\n]*|/\*.*?\*/", re.DOTALL)
_ESCAPE = re.compile(r"\\(u[0-9a-fA-F]{4}|.)", re.DOTALL)
_ESCAPED = {"n": "\n", "r": "\r", "t": "\t", "f": "\f"}

_LEVELS: tuple[frozenset[str], ...] = (
    frozenset({"implies"}),
    frozenset({"or", "xor"}),
    frozenset({"and"}),
    frozenset({"in", "contains"}),
    frozenset({"=", "!=", "~", "!~"}),
    frozenset({"<", ">", "<=", ">="}),
    frozenset({"|"}),
    frozenset({"is", "as"}),
    frozenset({"+", "-", "&"}),
    frozenset({"*", "/", "div", "mod"}),
)
"""Operators, those that bind least first."""

_YEARS = frozenset({"year", "years"})


def parse(text: str) -> Node:
    """Return the tree of an expression.

    Raises:
        NotParsed: If it is not FHIRPath, or too long or too deep.
    """
    if len(text) > _LONGEST:
        raise NotParsed
    node = _Parser(list(_tokens(text))).whole()
    if _is_deep(node):
        raise NotParsed
    return node


def _is_deep(node: Node) -> bool:
    """Tell whether a chain without brackets, such as ``a and b and …``, makes a tree too deep to walk."""
    level = [node]
    for _ in range(_MOST_LEVELS):
        level = [inner for one in level for inner in _parts(one)]
        if not level:
            return False
    return True


def _parts(node: Node) -> tuple[Node, ...]:
    match node:
        case Member(target, _):
            return (target,)
        case Call(target, _, arguments):
            return (target, *arguments)
        case Index(target, position):
            return (target, position)
        case Operation(_, left, right):
            return (left, right)
        case Negative(operand):
            return (operand,)
    return ()


def _tokens(text: str) -> Iterator[tuple[str, str]]:
    position = 0
    while position < len(text):
        blank = _COMMENT.match(text, position)
        if blank is not None:
            position = blank.end()
            continue
        found = _TOKEN.match(text, position)
        if found is None or found.lastgroup is None:
            raise NotParsed
        yield found.lastgroup, found[found.lastgroup]
        position = found.end()


class _Parser:
    """Descends level by level; what it does not know it does not take."""

    def __init__(self, tokens: list[tuple[str, str]]) -> None:
        self._tokens = tokens
        self._at = 0
        self._depth = 0

    def whole(self) -> Node:
        node = self._expression()
        if self._at != len(self._tokens):
            raise NotParsed
        return node

    def _peek(self) -> tuple[str, str]:
        return self._tokens[self._at] if self._at < len(self._tokens) else ("end", "")

    def _take(self) -> tuple[str, str]:
        token = self._peek()
        self._at += 1
        return token

    def _skip(self, sign: str) -> bool:
        if self._peek() == ("sign", sign):
            self._at += 1
            return True
        return False

    def _expect(self, sign: str) -> None:
        if not self._skip(sign):
            raise NotParsed

    def _expression(self) -> Node:
        self._depth += 1
        if self._depth > _MOST_DEPTH:
            raise NotParsed
        node = self._level(0)
        self._depth -= 1
        return node

    def _level(self, level: int) -> Node:
        if level == len(_LEVELS):
            return self._signed()
        node = self._level(level + 1)
        while self._peek()[1] in _LEVELS[level] and self._peek()[0] in {"sign", "word"}:
            operator = self._take()[1]
            node = Operation(operator, node, self._level(level + 1))
        return node

    def _signed(self) -> Node:
        if self._skip("-"):
            self._depth += 1
            if self._depth > _MOST_DEPTH:
                raise NotParsed
            node: Node = Negative(self._signed())
            self._depth -= 1
            return node
        self._skip("+")
        return self._path()

    def _path(self) -> Node:
        node = self._term()
        while True:
            if self._skip("."):
                kind, word = self._take()
                if kind != "word":
                    raise NotParsed
                node = self._named(node, word)
            elif self._skip("["):
                node = Index(node, self._expression())
                self._expect("]")
            else:
                return node

    def _named(self, target: Node, word: str) -> Node:
        name = word.strip("`")
        if not self._skip("("):
            return Member(target, name)
        arguments: list[Node] = []
        if not self._skip(")"):
            arguments.append(self._expression())
            while self._skip(","):
                arguments.append(self._expression())
            self._expect(")")
        return Call(target, name, tuple(arguments))

    def _term(self) -> Node:
        kind, text = self._take()
        match kind:
            case "number":
                return self._number(text)
            case "text":
                return Literal(_unescaped(text[1:-1]))
            case "date":
                return Literal(_date(text[1:]))
            case "variable":
                return Variable(text[1:].strip("`'"))
            case "this":
                return This()
            case "word":
                return Literal(text == "true") if text in {"true", "false"} else self._named(This(), text)
        return self._bracket(text) if kind == "sign" else self._nothing()

    def _nothing(self) -> Node:
        raise NotParsed

    def _bracket(self, sign: str) -> Node:
        if sign == "{":
            self._expect("}")
            return Nothing()
        if sign != "(":
            raise NotParsed
        node = self._expression()
        self._expect(")")
        return node

    def _number(self, text: str) -> Node:
        kind, unit = self._peek()
        if kind == "word" and unit in _YEARS and text.isdigit() and len(text) <= _LONGEST_AGE:
            self._at += 1
            return Years(int(text))
        return Literal(Decimal(text))


def _date(text: str) -> PartialDate:
    try:
        return PartialDate.parse(text)
    except ValueError:
        raise NotParsed from None


def _unescaped(text: str) -> str:
    def one(found: re.Match[str]) -> str:
        code = found[1]
        return chr(int(code[1:], 16)) if len(code) > 1 else _ESCAPED.get(code, code)

    return _ESCAPE.sub(one, text)


def quoted(text: str) -> str:
    """Return a text as a FHIRPath literal."""
    escaped = text.replace("\\", "\\\\").replace("'", "\\'").replace("\n", "\\n").replace("\r", "\\r")
    return f"'{escaped}'"
