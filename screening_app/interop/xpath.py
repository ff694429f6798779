"""XPath as XLSForm writes it, as a tree: read once at import, translated, never run (FORMS 1).

Only what forms use is read: ``${name}``, ``.``, names of columns, literals, calls, and operators.
Paths, axes and predicates are refused by name.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

MAX_LENGTH = 5_000
MAX_DEPTH = 40
MAX_OPERATORS = 150


class NotTranslated(Exception):
    """An expression, or a part of it, has no place in our conditions.

    Attributes:
        rule: Code of the reason, as in ``xlsform_rules``.
        params: Names and values for its sentence.
    """

    def __init__(self, rule: str, **params: str) -> None:
        super().__init__(rule)
        self.rule = rule
        self.params = params


@dataclass(frozen=True, slots=True)
class Text:
    """A text in quotes."""

    value: str


@dataclass(frozen=True, slots=True)
class Number:
    """A number."""

    value: Decimal


@dataclass(frozen=True, slots=True)
class Answer:
    """``${name}``: the answer to another row."""

    name: str


@dataclass(frozen=True, slots=True)
class Current:
    """``.``: the answer of this row."""


@dataclass(frozen=True, slots=True)
class Column:
    """A bare name: a column of the choices sheet, in a choice filter."""

    name: str


@dataclass(frozen=True, slots=True)
class Call:
    """A function with its arguments."""

    name: str
    arguments: tuple["Text | Number | Answer | Current | Column | Call | Operation", ...]


@dataclass(frozen=True, slots=True)
class Operation:
    """Two parts and what joins them: ``and or = != < <= > >= + - * div mod``."""

    sign: str
    left: "Text | Number | Answer | Current | Column | Call | Operation"
    right: "Text | Number | Answer | Current | Column | Call | Operation"


Tree = Text | Number | Answer | Current | Column | Call | Operation

_TOKEN = re.compile(
    r"""\s*(?:
        (?P<text>"[^"]*"|'[^']*')
      | (?P<answer>\$\{\s*[^{}\s]+\s*\})
      | (?P<number>\d+(?:\.\d+)?|\.\d+)
      | (?P<name>[^\W\d][\w.-]*(?::[^\W\d][\w.-]*)?)
      | (?P<sign>!=|<=|>=|//|::|\.\.|[=<>+*(),./|\[\]@-])
    )""",
    re.VERBOSE,
)
_LEVELS = (("or",), ("and",), ("=", "!="), ("<", "<=", ">", ">="), ("+", "-"), ("*", "div", "mod"))
_WORDS = frozenset({"or", "and", "div", "mod"})
_PATH = frozenset({"/", "//", "..", "::", "[", "]", "@", "|"})


def parse_xpath(text: str) -> Tree:
    """Return the tree of an expression.

    Raises:
        NotTranslated: If it is no expression, is too long or nested, or walks a path.
    """
    if len(text) > MAX_LENGTH:
        raise NotTranslated("expression-too-long", limit=str(MAX_LENGTH))
    parser = _Parser(list(_tokens(text)))
    tree = parser.level(0, 0)
    parser.finish()
    return tree


def _tokens(text: str) -> Iterator[tuple[str, str]]:
    position, end = 0, len(text.rstrip())
    while position < end:
        match = _TOKEN.match(text, position)
        if match is None:
            raise NotTranslated("not-an-expression", near=text[position : position + 20].strip())
        kind = match.lastgroup or ""
        word = match[kind]
        if word in _PATH:
            raise NotTranslated("path", near=word)
        yield kind, word
        position = match.end()


class _Parser:
    """Operators by level, the loosest first; all of them group to the left."""

    def __init__(self, tokens: list[tuple[str, str]]) -> None:
        self._tokens = [*tokens, ("end", "")]
        self._at = 0
        self._operators = 0

    def level(self, level: int, depth: int) -> Tree:
        if depth > MAX_DEPTH:
            raise NotTranslated("expression-too-deep", limit=str(MAX_DEPTH))
        if level == len(_LEVELS):
            return self._unary(depth)
        tree = self.level(level + 1, depth)
        while self._is_operator(_LEVELS[level]):
            sign = self._take()[1]
            self._operators += 1  # a long chain is a deep tree
            if self._operators > MAX_OPERATORS:
                raise NotTranslated("expression-too-long", limit=str(MAX_OPERATORS))
            tree = Operation(sign, tree, self.level(level + 1, depth))
        return tree

    def finish(self) -> None:
        """Refuse what is left over."""
        if self._tokens[self._at][0] != "end":
            self._lost()

    def _is_operator(self, signs: tuple[str, ...]) -> bool:
        kind, word = self._tokens[self._at]
        return kind in {"sign", "name"} and word in signs

    def _take(self) -> tuple[str, str]:
        token = self._tokens[self._at]
        self._at = min(self._at + 1, len(self._tokens) - 1)
        return token

    def _lost(self) -> None:
        raise NotTranslated("not-an-expression", near=self._tokens[self._at][1] or "…")

    def _unary(self, depth: int) -> Tree:
        if self._is_operator(("-",)):
            self._take()
            return Operation("-", Number(Decimal(0)), self.level(len(_LEVELS), depth + 1))
        return self._primary(depth)

    def _primary(self, depth: int) -> Tree:
        kind, word = self._take()
        if kind == "text":
            return Text(word[1:-1])
        if kind == "number":
            return Number(Decimal(word))
        if kind == "answer":
            return Answer(word[2:-1].strip())
        if kind == "name" and word not in _WORDS:
            return self._named(word, depth)
        if word == ".":
            return Current()
        if word == "(":
            tree = self.level(0, depth + 1)
            self._expect(")")
            return tree
        self._at = max(self._at - 1, 0)
        raise NotTranslated("not-an-expression", near=word or "…")

    def _named(self, word: str, depth: int) -> Tree:
        if self._tokens[self._at] != ("sign", "("):
            return Column(word)
        self._take()
        arguments: list[Tree] = []
        if self._tokens[self._at] != ("sign", ")"):
            arguments.append(self.level(0, depth + 1))
            while self._tokens[self._at] == ("sign", ","):
                self._take()
                arguments.append(self.level(0, depth + 1))
        self._expect(")")
        return Call(word, tuple(arguments))

    def _expect(self, sign: str) -> None:
        if self._tokens[self._at] != ("sign", sign):
            self._lost()
        self._take()


def parts(tree: Tree) -> Iterator[Tree]:
    """Yield a tree and everything in it."""
    yield tree
    if isinstance(tree, Call):
        for argument in tree.arguments:
            yield from parts(argument)
    elif isinstance(tree, Operation):
        yield from parts(tree.left)
        yield from parts(tree.right)
