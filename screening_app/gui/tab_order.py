"""Tab visits what is in a window in the order in which it is laid out, which is how the eye meets it.

Qt visits parts in the order in which they were made; pages make and remake theirs as the answers ask.
"""

from collections.abc import Callable, Iterator

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLayout, QScrollArea, QWidget

from screening_app.gui.theme.layout import parts_of


def next_stop(window: QWidget, here: QWidget | None, *, following: bool) -> QWidget | None:
    """Return the part that Tab leads to from another; the last leads to the first.

    Args:
        window: What holds all of them.
        here: What has the focus now.
        following: Whether to the next part, rather than the one before.

    Returns:
        None where *here* is not laid out in the window, or nothing else takes the focus.
    """
    parts = list(_parts(window))
    if here not in parts:
        return None
    if not following:
        parts.reverse()
    at = parts.index(here)
    return next((part for part in (*parts[at + 1 :], *parts[:at]) if _is_stop(part)), None)


def focus_what_is_seen(
    page: QWidget, column: QWidget, bar: QWidget, shows: Callable[[QWidget], bool]
) -> None:
    """Move the focus from what was scrolled away: Enter and Space act on what is seen.

    Args:
        column: The part of the page that scrolls.
        bar: The part that stays; its last button has the focus where nothing else is seen.
        shows: Whether a part of the column is in sight.
    """
    focus = page.window().focusWidget()
    if focus is None or not column.isAncestorOf(focus) or shows(focus):
        return
    stops = [part for part in _parts(page) if _is_stop(part)]
    seen = [part for part in stops if column.isAncestorOf(part) and shows(part)]
    after = [part for part in stops if bar.isAncestorOf(part)][-1:]
    for part in (seen or after)[:1]:
        part.setFocus(Qt.FocusReason.OtherFocusReason)


def _is_stop(part: QWidget) -> bool:
    wants = bool(part.focusPolicy() & Qt.FocusPolicy.TabFocus) and part.focusProxy() is None
    return wants and part.isEnabled()


def _parts(widget: QWidget) -> Iterator[QWidget]:
    """Give a part and what is shown in it."""
    yield widget
    if isinstance(widget, QScrollArea):
        if (content := widget.widget()) is not None and not content.isHidden():
            yield from _parts(content)
    elif (layout := widget.layout()) is not None:
        yield from _parts_in(layout)


def _parts_in(layout: QLayout) -> Iterator[QWidget]:
    for part in parts_of(layout):
        if isinstance(part, QLayout):
            yield from _parts_in(part)
        elif not part.isHidden():
            yield from _parts(part)
