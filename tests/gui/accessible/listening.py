"""The keyboard and what a screen reader sees of the window, by the accessibility bus.

For the system's Python, which has the bindings of AT-SPI. Nothing here waits for a time to pass: it listens
until the window has told what was waited for.
"""

import json
import sys
import time
from collections.abc import Callable, Iterator

import gi  # type: ignore[import-not-found, unused-ignore]  # of the system's Python

gi.require_version("Atspi", "2.0")
from gi.repository import Atspi, GLib  # type: ignore[import-not-found, unused-ignore]  # noqa: E402

APPLICATION = "samtalsstod"
PATIENCE_S = 90
_LOOK_AGAIN_MS = 300
_EVENTS = ("object:state-changed", "object:children-changed", "object:property-change", "window:")
_WINDOWS = {"application", "dialog", "frame", "label"}
_AROUND = _WINDOWS | {"filler", "list item", "panel", "table cell"}
"""What says that it has the focus together with what is inside it, or around it."""
_NAMES = {"button": "push button"}
"""Newer bindings say some roles in another way."""
_USED = {
    "check box",
    "combo box",
    "link",
    "list",
    "list item",
    "password text",
    "push button",
    "radio button",
    "slider",
    "spin button",
    "table",
    "table cell",
    "text",
    "toggle button",
}
GONE = (GLib.Error, SystemError)
"""What the bindings raise of a part that went away, or with the window, meanwhile."""
_MOST_ROWS = 60
CONTROL, SHIFT = 37, 50
"""Codes of keys that are held."""
_SYMBOLS = {
    "Enter": 0xFF0D,
    "Tab": 0xFF09,
    "Escape": 0xFF1B,
    "F1": 0xFFBE,
    "F3": 0xFFC0,
    "F12": 0xFFC9,
    "Space": 0x20,
}
_MOST_TABS = 60


class Lost(Exception):
    """The window did not come to where the keys should have led."""


class Ear:
    """Hears every change that the window tells of."""

    def __init__(self) -> None:
        self.heard = 0
        self._listener = Atspi.EventListener.new(self._hear)
        for kind in _EVENTS:
            self._listener.register(kind)

    def _hear(self, _event: "Atspi.Event") -> None:
        self.heard += 1

    def drain(self) -> int:
        """Take in what was told meanwhile; return how much was told in all."""
        context = GLib.MainContext.default()
        while context.pending():
            context.iteration(False)
        return self.heard

    def listen(self) -> None:
        """Wait for something to be told; look again now and then, for not everything is."""
        clock = GLib.timeout_add(_LOOK_AGAIN_MS, lambda: True)
        GLib.MainContext.default().iteration(True)
        GLib.source_remove(clock)


EAR = Ear()


def application() -> "Atspi.Accessible":
    """Return the application on the bus."""
    desktop = Atspi.get_desktop(0)
    for at in range(desktop.get_child_count()):
        child = desktop.get_child_at_index(at)
        if child is not None and child.get_name() == APPLICATION:
            return child
    return None


def parts(node: "Atspi.Accessible") -> Iterator["Atspi.Accessible"]:
    """Return what shows, from the top down."""
    if node is None:
        return
    states = node.get_state_set()
    if node.get_role() != Atspi.Role.APPLICATION and not states.contains(Atspi.StateType.SHOWING):
        return
    yield node
    # A table of records may be long: what a screen is high is enough.
    for at in range(min(node.get_child_count(), _MOST_ROWS)):
        yield from parts(node.get_child_at_index(at))


def shown() -> list["Atspi.Accessible"]:
    """Return everything that shows, all of it seen between two changes."""
    end = time.monotonic() + PATIENCE_S
    while time.monotonic() < end:
        before = EAR.drain()
        try:
            seen = list(parts(application()))
        except GONE:  # a part went away meanwhile
            EAR.listen()
            continue
        if EAR.drain() == before:
            return seen
    raise Lost("nothing stays")


def of_everything(ask: Callable[["Atspi.Accessible"], str]) -> list[str]:
    """Return an answer of everything that shows; nothing if it went away meanwhile."""
    try:
        return [ask(node) for node in shown()]
    except GONE:
        return []


def name_of(node: "Atspi.Accessible") -> str:
    """Return what it is called."""
    return str(node.get_name() or "")


def role_of(node: "Atspi.Accessible") -> str:
    """Return what it is."""
    role = str(node.get_role_name())
    return _NAMES.get(role, role)


def label_of(node: "Atspi.Accessible") -> str:
    """Return the name of the label that belongs to it, or nothing."""
    for relation in node.get_relation_set():
        if relation.get_relation_type() == Atspi.RelationType.LABELLED_BY:
            return name_of(relation.get_target(0))
    return ""


def names() -> list[str]:
    """Return the names of everything that shows."""
    return of_everything(name_of)


def is_used(node: "Atspi.Accessible") -> bool:
    """Tell whether a person can do something with it."""
    role = role_of(node)
    focusable = node.get_state_set().contains(Atspi.StateType.FOCUSABLE)
    return role in _USED or (focusable and role not in _WINDOWS)


def describes_itself(name: str) -> bool:
    """Tell whether something of that name says more about itself, such as what is missing."""
    return any(of_everything(lambda node: node.get_description() if name_of(node) == name else ""))


def dump(page: str) -> None:
    """Write a line of JSON: the page, and of every part that can be used its role, name and label."""
    for _look in range(_MOST_TABS):
        before = EAR.drain()
        try:
            used = [(role_of(node), name_of(node), label_of(node)) for node in shown() if is_used(node)]
        except GONE:
            continue
        if EAR.drain() == before:
            break
    else:
        raise Lost("does not come to rest", page)
    sys.stdout.write(json.dumps({"page": page, "used": used}) + "\n")
    sys.stdout.flush()


def wait(what: str, is_so: Callable[[], object]) -> None:
    """Wait until the window has come to something."""
    end = time.monotonic() + PATIENCE_S
    while not is_so():
        if time.monotonic() > end:
            raise Lost("waited for", what, "the focus on", focused(), names())
        EAR.listen()


def wait_for(name: str) -> None:
    """Wait until something of that name shows."""
    wait(name, lambda: name in names())


def wait_without(name: str) -> None:
    """Wait until something shows, and nothing of that name."""

    def is_gone() -> bool:
        here = names()
        return bool(here) and name not in here

    wait(f"no {name}", is_gone)


def focused() -> str:
    """Return the name of what has the focus, or nothing."""
    return next(filter(None, of_everything(_name_with_focus)), "")


def _name_with_focus(node: "Atspi.Accessible") -> str:
    has = node.get_state_set().contains(Atspi.StateType.FOCUSED)
    return name_of(node) if has and role_of(node) not in _AROUND else ""


def key(name: str, *, held: int | None = None) -> None:
    """Press a key of the keyboard; the window takes keys one after the other."""
    symbol = _SYMBOLS.get(name) or ord(name)
    if held is not None:
        Atspi.generate_keyboard_event(held, None, Atspi.KeySynthType.PRESS)
    Atspi.generate_keyboard_event(symbol, None, Atspi.KeySynthType.SYM)
    if held is not None:
        Atspi.generate_keyboard_event(held, None, Atspi.KeySynthType.RELEASE)


def write(text: str) -> None:
    """Type a text."""
    for letter in text:
        Atspi.generate_keyboard_event(ord(letter), None, Atspi.KeySynthType.SYM)


def stand_on(name: str) -> None:
    """Wait until what has that name has the focus."""
    wait(f"focus on {name}", lambda: focused() == name)


def _leave(stop: str) -> None:
    wait(f"the stop after {stop}", lambda: focused() not in {"", stop})


def tab_to(name: str) -> None:
    """Press Tab until what has that name has the focus."""
    for _press in range(_MOST_TABS):
        wait("a focus", focused)
        here = focused()
        if here == name:
            return
        key("Tab")
        _leave(here)
    raise Lost("no way by Tab to", name, names())
