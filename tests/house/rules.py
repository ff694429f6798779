"""The house rules that no linter has, as functions from a source file to the offences in it."""

import ast
import re
import tokenize
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from io import StringIO
from pathlib import PurePosixPath

LONGEST_MODULE = 400
LONGEST_FUNCTION = 40
BANNED_NAMES = frozenset({"utils", "helpers", "manager", "handler", "data", "info", "base"})
TRANSLATORS = frozenset({"_", "N_", "gettext", "ngettext"})
LOGGERS = frozenset({"log", "logger", "logging", "_log", "_logger"})
LOG_LEVELS = frozenset({"debug", "info", "warning", "error", "exception", "critical", "log"})
LOG_EXTRAS = frozenset({"code", "count"})
CLOCKS = frozenset(
    {"datetime.now", "datetime.utcnow", "datetime.today", "date.today", "time.time", "time.time_ns"}
)
STATEMENTS = frozenset({"execute", "executemany", "executescript", "exec_driver_sql"})
MEASURED = frozenset(
    {
        "setFixedWidth",
        "setFixedHeight",
        "setFixedSize",
        "setMinimumWidth",
        "setMinimumHeight",
        "setMinimumSize",
        "setMaximumWidth",
        "setMaximumHeight",
        "setMaximumSize",
        "setContentsMargins",
        "setSpacing",
        "addSpacing",
        "setHorizontalSpacing",
        "setVerticalSpacing",
        "setPixelSize",
        "setPointSize",
        "setIconSize",
        "resize",
        "QSize",
        "space",
        "grown",
        "font",
    }
)
MEASURES = frozenset({"size", "width", "height", "gap", "margins"})
PAINTED = re.compile(r"#[0-9a-fA-F]{6}\b|\b\d+px\b")
SQL_ROOMS = frozenset({"storage", "vault"})

Definition = ast.FunctionDef | ast.AsyncFunctionDef


@dataclass(frozen=True, slots=True)
class Source:
    """A source file.

    Attributes:
        path: Its place in the checkout, such as ``screening_app/cli/main.py``.
        text: What it holds.
        tree: The same, parsed.
    """

    path: PurePosixPath
    text: str
    tree: ast.Module

    @property
    def ours(self) -> bool:
        """Whether it is shipped; else it is a test."""
        return self.path.parts[0] == "screening_app"

    @property
    def room(self) -> str:
        """Return the folder or module right under the package."""
        return PurePosixPath(self.path.parts[1]).stem


Offence = tuple[int, str]
"""Line, and what is wrong there."""

Rule = Callable[[Source], Iterator[Offence]]


def dotted(node: ast.expr) -> str:
    """Return ``a.b.c`` for such an expression, else what of it is plain names."""
    if isinstance(node, ast.Attribute):
        return f"{dotted(node.value)}.{node.attr}"
    return node.id if isinstance(node, ast.Name) else ""


def calls(source: Source) -> Iterator[tuple[ast.Call, str]]:
    """Return every call with the dotted name of what is called."""
    for node in ast.walk(source.tree):
        if isinstance(node, ast.Call):
            yield node, dotted(node.func)


def imported(source: Source) -> Iterator[tuple[int, str]]:
    """Return line and full dotted name of everything imported."""
    for node in ast.walk(source.tree):
        if isinstance(node, ast.Import):
            yield from ((node.lineno, alias.name) for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            yield from ((node.lineno, f"{node.module}.{alias.name}") for alias in node.names)


def is_built_text(node: ast.expr) -> bool:
    """Whether a text is put together here, from a format or from parts."""
    if isinstance(node, ast.Call):
        return isinstance(node.func, ast.Attribute) and node.func.attr == "format"
    return isinstance(node, ast.JoinedStr | ast.BinOp)


def docstrings(source: Source) -> Iterator[Offence]:
    """Every public name says what it gives; in tests the module alone does, and an empty one need not."""
    if not ast.get_docstring(source.tree) and (source.ours or source.text):
        yield 1, "module without a docstring"
    if source.ours:
        yield from _undocumented(source.tree.body)


def _undocumented(body: list[ast.stmt]) -> Iterator[Offence]:
    for node in body:
        if isinstance(node, Definition | ast.ClassDef) and not node.name.startswith("_"):
            if not ast.get_docstring(node) and not _says_elsewhere(node):
                yield node.lineno, f"{node.name} without a docstring"
            if isinstance(node, ast.ClassDef):
                yield from _undocumented(node.body)


def _says_elsewhere(node: Definition | ast.ClassDef) -> bool:
    """Whether the docstring stands at the overridden or overloaded name, or at what gives the value set."""
    return bool(
        {"override", "overload", "setter"} & {dotted(mark).split(".")[-1] for mark in node.decorator_list}
    )


def lengths(source: Source) -> Iterator[Offence]:
    """A module fits in a head, a function on a screen; a docstring costs a function nothing."""
    if (lines := source.text.count("\n")) > LONGEST_MODULE:
        yield 1, f"module of {lines} lines"
    for node in ast.walk(source.tree):
        if isinstance(node, Definition):
            body = node.body[1:] if ast.get_docstring(node) else node.body
            if body and (lines := (body[-1].end_lineno or 0) - body[0].lineno + 1) > LONGEST_FUNCTION:
                yield node.lineno, f"{node.name} has {lines} lines"


def no_mocks(source: Source) -> Iterator[Offence]:
    """Fakes implement a port; nothing is patched (STYLE 2)."""
    for line, name in imported(source):
        if "mock" in name.split("."):
            yield line, "imports mock"
    for call, name in calls(source):
        if name.endswith("monkeypatch.setattr") or name.startswith("mocker."):
            yield call.lineno, f"patches with {name}"


def no_print(source: Source) -> Iterator[Offence]:
    """Only the command line writes to the terminal."""
    if source.ours and source.room != "cli":
        yield from ((call.lineno, "print outside cli") for call, name in calls(source) if name == "print")


def no_assert(source: Source) -> Iterator[Offence]:
    """``python -O`` strips them."""
    if source.ours:
        yield from ((node.lineno, "assert") for node in ast.walk(source.tree) if isinstance(node, ast.Assert))


def no_bare_ignore(source: Source) -> Iterator[Offence]:
    """An exception to the types names what it excepts."""
    for token in tokenize.generate_tokens(StringIO(source.text).readline):
        if token.type == tokenize.COMMENT and re.search(r"#\s*type:\s*ignore(?!\[)", token.string):
            yield token.start[0], "bare type: ignore"


def no_any(source: Source) -> Iterator[Offence]:
    """A type that is not known yet is ``object``."""
    yield from ((line, "imports Any") for line, name in imported(source) if name == "typing.Any")
    for node in ast.walk(source.tree):
        if isinstance(node, ast.Attribute) and dotted(node) == "typing.Any":
            yield node.lineno, "typing.Any"


def whole_sentences(source: Source) -> Iterator[Offence]:
    """A sentence is translated whole and filled in afterwards, else its catalog entry is never found."""
    for call, name in calls(source):
        if name.split(".")[-1] in TRANSLATORS and any(map(is_built_text, call.args)):
            yield call.lineno, f"{name}() of a text put together"


def bound_sql(source: Source) -> Iterator[Offence]:
    """SQL stands in two rooms, and nowhere is a statement put together around a value."""
    if not source.ours or source.room in SQL_ROOMS:
        return
    for call, name in calls(source):
        if name.split(".")[-1] in STATEMENTS and any(map(is_built_text, call.args)):
            yield call.lineno, f"{name}() of a text put together"
    yield from ((line, "imports text()") for line, name in imported(source) if name == "sqlalchemy.text")


def silent_logs(source: Source) -> Iterator[Offence]:
    """A log line is a fixed text and a code; a value or an exception could repeat what was said."""
    if not source.ours:
        return
    for call, name in calls(source):
        owner, _, level = name.rpartition(".")
        if owner.split(".")[-1] in LOGGERS and level in LOG_LEVELS and not _is_silent(call, level):
            yield call.lineno, f"{name}() of more than a fixed text and a code"


def _is_silent(call: ast.Call, level: str) -> bool:
    if level in {"exception", "log"} or [type(text) for text in call.args] != [ast.Constant]:
        return False
    return all(keyword.arg == "extra" and _holds_codes(keyword.value) for keyword in call.keywords)


def _holds_codes(extra: ast.expr) -> bool:
    return isinstance(extra, ast.Dict) and all(
        isinstance(key, ast.Constant) and key.value in LOG_EXTRAS for key in extra.keys
    )


def plain_names(source: Source) -> Iterator[Offence]:
    """A name says what is inside; these say nothing."""
    names = {PurePosixPath(part).stem for part in source.path.parts}
    if source.ours and (vague := names & BANNED_NAMES):
        yield 1, f"named {vague}"


def one_clock(source: Source) -> Iterator[Offence]:
    """Time comes from a ``Clock``; its adapter, ``clock.py``, alone asks the system."""
    if source.ours and source.path.name != "clock.py":
        for call, name in calls(source):
            if ".".join(name.split(".")[-2:]) in CLOCKS:
                yield call.lineno, f"{name}() outside clock.py"


def no_network_qt(source: Source) -> Iterator[Offence]:
    """The layers forbid the network of the standard library; Qt brings one of its own."""
    for line, name in imported(source):
        if any(part.startswith(("QtNetwork", "QtWeb")) for part in name.split(".")):
            yield line, f"imports {name}"


def no_layout_items(source: Source) -> Iterator[Offence]:
    """Nobody holds a layout's items in Python: Qt frees them without telling (``theme/layout.py``)."""
    if source.ours and source.room == "gui":
        for call, name in calls(source):
            if name.split(".")[-1] in {"itemAt", "takeAt"}:
                yield call.lineno, f"{name}(): parts_of() gives what lies in a layout"


def themed(source: Source) -> Iterator[Offence]:
    """Only ``gui/theme`` names a colour or a pixel, so that one table changes them all (VISUAL 10)."""
    if source.path.parts[:2] != ("screening_app", "gui") or source.path.parts[2] == "theme":
        return
    for call, name in calls(source):
        last = name.split(".")[-1]
        if last == "setStyleSheet":
            yield call.lineno, "setStyleSheet() outside gui/theme"
        if last == "QColor" and any(isinstance(value, ast.Constant) for value in call.args):
            yield call.lineno, "a colour outside gui/theme"
        sizes = list(call.args) if last in MEASURED else []
        sizes += [keyword.value for keyword in call.keywords if keyword.arg in MEASURES]
        if any(_is_measure(size) for size in sizes):
            yield call.lineno, f"{name}() of pixels outside gui/theme"
    for node in ast.walk(source.tree):
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and PAINTED.search(node.value):
            yield node.lineno, f"{node.value[:20]!r} outside gui/theme"


def _is_measure(node: ast.expr) -> bool:
    if isinstance(node, ast.Tuple):
        return any(map(_is_measure, node.elts))
    return isinstance(node, ast.Constant) and isinstance(node.value, int | float) and node.value != 0


RULES: tuple[Rule, ...] = (
    docstrings,
    lengths,
    no_mocks,
    no_print,
    no_assert,
    no_bare_ignore,
    no_any,
    whole_sentences,
    bound_sql,
    silent_logs,
    plain_names,
    one_clock,
    no_network_qt,
    no_layout_items,
    themed,
)
