"""The palette for what Qt paints by itself, made from the tokens."""

from typing import Final

from PySide6.QtGui import QColor, QPalette

from screening_app.gui.theme.tokens import Tokens

_ROLE = QPalette.ColorRole

COLOURS: Final = {
    _ROLE.Window: "bg",
    _ROLE.WindowText: "text",
    _ROLE.Base: "surface",
    _ROLE.AlternateBase: "sunken",
    _ROLE.Text: "text",
    _ROLE.Button: "surface",
    _ROLE.ButtonText: "text",
    _ROLE.BrightText: "on_danger",
    _ROLE.Highlight: "primary",
    _ROLE.HighlightedText: "on_primary",
    _ROLE.PlaceholderText: "faint",
    _ROLE.ToolTipBase: "surface",
    _ROLE.ToolTipText: "text",
    _ROLE.Link: "primary",
    _ROLE.LinkVisited: "primary",
    _ROLE.Light: "surface",
    _ROLE.Midlight: "border",
    _ROLE.Mid: "border_strong",
    _ROLE.Dark: "border_strong",
    _ROLE.Shadow: "border_strong",
    _ROLE.Accent: "primary",
}
"""Token by role of the palette."""

DISABLED: Final = (_ROLE.WindowText, _ROLE.Text, _ROLE.ButtonText)
"""Roles that turn ``faint`` where a control is disabled."""


def palette(tokens: Tokens) -> QPalette:
    """Return the palette of a theme."""
    made = QPalette()
    for role, name in COLOURS.items():
        made.setColor(role, QColor(tokens.colour(name)))
    for role in DISABLED:
        made.setColor(QPalette.ColorGroup.Disabled, role, QColor(tokens.faint))
    return made
