"""The keys that work on every page after unlock (VISUAL 5); lock and hide are taken by the watch."""

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING

from PySide6.QtGui import QKeySequence, QShortcut

from screening_app.gui.views.navigation_bar import destinations

if TYPE_CHECKING:
    from screening_app.gui.shell import Shell


def bind_keys(shell: "Shell") -> None:
    """Bind the keys of the desk and of the size of text."""
    everywhere: Mapping[str, Callable[[], None]] = {
        "Ctrl++": lambda: shell.resize_text(1),
        "Ctrl+=": lambda: shell.resize_text(1),
        "Ctrl+-": lambda: shell.resize_text(-1),
        "Ctrl+0": lambda: shell.resize_text(0),
    }
    for key, act in everywhere.items():
        QShortcut(QKeySequence(key), shell, act)
    at_desk: dict[str, Callable[[], None]] = {"Ctrl+F": shell.people, "Ctrl+D": shell.duties}
    for place in destinations():
        at_desk[place.key] = _to(shell, place.code)
    for key, act in at_desk.items():
        QShortcut(QKeySequence(key), shell, _only_at_desk(shell, act))
    QShortcut(QKeySequence("Ctrl+N"), shell, _only_at_desk(shell, lambda: _begin(shell)))


def _to(shell: "Shell", code: str) -> Callable[[], None]:
    return lambda: shell.go_to(code)


def _begin(shell: "Shell") -> None:
    """Begin with the person shown, else with somebody new."""
    if shell.here.person is not None:
        shell.start_with(shell.here.person)
    else:
        shell.start()


def _only_at_desk(shell: "Shell", act: Callable[[], None]) -> Callable[[], None]:
    def when_at_desk() -> None:
        if shell.here.is_desk or shell.here.name == "start":
            act()

    return when_at_desk
