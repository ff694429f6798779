"""What a screen reader sees of the window: run by the system's Python, which has the bindings of AT-SPI.

Presses real keys, and after each page writes one line of JSON: its name and every part that a person
can use there, as role and name.
"""

import json
import sys
import time
from collections.abc import Callable, Iterator

import gi  # type: ignore[import-not-found, unused-ignore]  # of the system's Python

gi.require_version("Atspi", "2.0")
from gi.repository import Atspi, GLib  # type: ignore[import-not-found, unused-ignore]  # noqa: E402

APPLICATION = "samtalsstod"
PATIENCE_S = 30
USED = {
    "check box",
    "combo box",
    "entry",
    "link",
    "list",
    "list item",
    "menu item",
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
_CONTROL = 37
_MOST_TABS = 40


class Lost(Exception):
    """The window did not come to where the keys should have led."""


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
    for at in range(min(node.get_child_count(), 60)):
        yield from parts(node.get_child_at_index(at))


def shown() -> list["Atspi.Accessible"]:
    """Return everything that shows; looks again if a part went away meanwhile."""
    for _look in range(20):
        try:
            return list(parts(application()))
        except GLib.Error:
            time.sleep(0.1)
    raise Lost("nothing stays")


def names() -> list[str]:
    """Return the names of everything that shows."""
    try:
        return [node.get_name() or "" for node in shown()]
    except GLib.Error:
        return []


def is_used(node: "Atspi.Accessible") -> bool:
    """Tell whether a person can do something with it."""
    return node.get_role_name() in USED or (
        node.get_state_set().contains(Atspi.StateType.FOCUSABLE)
        and node.get_role_name() not in {"frame", "panel", "filler", "application", "label", "scroll pane"}
    )


def dump(page: str) -> None:
    """Say what can be used here, and what is named at all."""
    time.sleep(0.4)
    seen = shown()
    used = [(node.get_role_name(), node.get_name() or "") for node in seen if is_used(node)]
    sys.stdout.write(json.dumps({"page": page, "used": used}) + "\n")
    sys.stdout.flush()


def wait(what: str, is_so: Callable[[], object]) -> None:
    """Wait until the window has come to something."""
    end = time.monotonic() + PATIENCE_S
    while not is_so():
        if time.monotonic() > end:
            raise Lost(what, names())
        time.sleep(0.1)


def wait_for(name: str) -> None:
    """Wait until something of that name shows."""
    wait(name, lambda: name in names())


def key(name: str, *, control: bool = False) -> None:
    """Press a key of the keyboard."""
    symbol = {"Enter": 0xFF0D, "Tab": 0xFF09, "Escape": 0xFF1B, "F12": 0xFFC9, "Space": 0x20}.get(name)
    if control:
        Atspi.generate_keyboard_event(_CONTROL, None, Atspi.KeySynthType.PRESS)
    Atspi.generate_keyboard_event(symbol or ord(name), None, Atspi.KeySynthType.SYM)
    if control:
        Atspi.generate_keyboard_event(_CONTROL, None, Atspi.KeySynthType.RELEASE)
    time.sleep(0.25)


def write(text: str) -> None:
    """Type a text."""
    for letter in text:
        Atspi.generate_keyboard_event(ord(letter), None, Atspi.KeySynthType.SYM)
        time.sleep(0.02)


def tab_to(name: str) -> None:
    """Press Tab until what has that name has the focus."""
    for _press in range(_MOST_TABS):
        for node in shown():
            if node.get_name() == name and node.get_state_set().contains(Atspi.StateType.FOCUSED):
                return
        key("Tab")
    raise Lost(name)


def walk(words: dict[str, str], passphrase: str) -> None:
    """Go from page to page; ``words`` are those of the catalog."""
    wait("application", application)
    wait_for(words["Passphrase"])
    dump("lock")
    time.sleep(3)
    write("anna")
    key("Enter")
    write(passphrase)
    key("Enter")
    wait_for(words["Text and contrast"])
    dump("today")
    key("f", control=True)
    wait_for(words["Name, identity number or case number"])
    write("Testperson")
    key("Enter")
    wait("match", lambda: "Testperson Ek" in names())
    dump("people")
    key("Enter")
    wait_for(words["Write document"])
    dump("person")
    tab_to(words["Write document"])
    key("Space")
    wait_for(words["Print"])
    time.sleep(3)
    dump("compose")
    key("Escape")
    wait_for(words["Write document"])
    tab_to(words["Text and contrast"])
    key("Space")
    time.sleep(1)
    dump("appearance")
    key("n", control=True)
    wait_for(words["To the conversation"])
    dump("start")
    _converse(words)


def _converse(words: dict[str, str]) -> None:
    key("2")
    key("Enter")
    wait_for(words["Pause"])
    dump("prepare")
    key("1")
    key("Enter")
    time.sleep(1)
    dump("gate")
    for digit in "12345678":
        key(digit)
    key("Enter")
    time.sleep(1)
    dump("inform")
    key("Enter")
    wait_for(words["After a yes"])
    dump("question")
    key("e", control=True)
    time.sleep(1)
    dump("emergency")
    key("Escape")
    wait_for(words["After a yes"])
    key("F12")
    time.sleep(1)
    dump("neutral")
    key("a")
    wait_for(words["Code"])
    dump("neutral-asked")


if __name__ == "__main__":
    given = json.loads(sys.stdin.readline())
    walk(given["words"], given["passphrase"])
