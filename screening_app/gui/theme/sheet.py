"""The one style sheet, generated from the tokens; kinds are dynamic properties (VISUAL 10)."""

from typing import Final

from screening_app.gui.theme.tokens import Radius, Size, Tokens

_OF_ITEMS: Final = 3
"""What Qt adds to the padding of a cell, and not to that of the head above it."""


def sheet(tokens: Tokens, *, rtl: bool = False) -> str:
    """Return the style sheet of a theme at its text size, for reading from left or from right."""
    return "\n".join(
        (
            _frame(tokens, end="left" if rtl else "right"),
            _cards(tokens),
            _buttons(tokens),
            _fields(tokens),
            _lists(tokens),
        )
    )


def _frame(t: Tokens, *, end: str) -> str:
    bar = f"background: {t.surface}; border: 0"
    edge = f"{t.line}px solid {t.border}"
    return f"""
    QLabel {{ background: transparent; }}
    #page, #column {{ background: {t.bg}; }}
    QFrame[bar="top"] {{ {bar}; border-bottom: {edge}; }}
    QFrame[bar="bottom"] {{ {bar}; border-top: {edge}; }}
    QFrame[bar="start"] {{ {bar}; border-{end}: {edge}; }}
    QFrame[rule="h"] {{ background: {t.border}; border: 0; min-height: {t.line}px; max-height: {t.line}px; }}
    QFrame[rule="v"] {{ background: {t.border}; border: 0; min-width: {t.line}px; max-width: {t.line}px; }}
    QScrollArea {{ background: transparent; border: 0; }}
    QScrollArea > QWidget > QWidget {{ background: transparent; }}
    QScrollBar:vertical {{ background: transparent; width: {t.space(14)}px; margin: 0; border: 0; }}
    QScrollBar::handle:vertical {{
        background: {t.border_strong}; border-radius: 4px; margin: 2px 3px; min-height: 40px; }}
    QScrollBar:horizontal {{ background: transparent; height: {t.space(14)}px; margin: 0; border: 0; }}
    QScrollBar::handle:horizontal {{
        background: {t.border_strong}; border-radius: 4px; margin: 3px 2px; min-width: 40px; }}
    QScrollBar::add-line, QScrollBar::sub-line {{ width: 0; height: 0; }}
    QScrollBar::add-page, QScrollBar::sub-page {{ background: transparent; }}
    QToolTip {{ background: {t.surface}; color: {t.text}; border: {t.line}px solid {t.border_strong}; }}
    """


def _cards(t: Tokens) -> str:
    soft = f"{t.line if t.high_contrast else 0}px solid {t.border}"
    kinds = (
        ("plain", t.surface, f"{t.line}px solid {t.border}", Radius.CARD),
        ("sunken", t.sunken, soft, Radius.CARD),
        ("script", t.script, soft, Radius.CARD),
        ("note", t.note, soft, Radius.NOTE),
        ("info", t.primary_soft, soft, Radius.NOTE),
        ("warn", t.warn_soft, f"{t.line}px solid {t.warn_line}", Radius.NOTE),
        ("danger", t.danger_soft, f"{t.line}px solid {t.danger_line}", Radius.NOTE),
    )
    return "\n".join(
        f'QFrame[card="{kind}"] {{ background: {ground}; border: {edge}; border-radius: {radius}px; }}'
        for kind, ground, edge, radius in kinds
    )


def _buttons(t: Tokens) -> str:
    kinds = {
        "plain": (t.surface, t.border_strong, t.hover),
        "primary": (t.primary, t.primary, t.primary_hover),
        "quiet": ("transparent", "transparent", t.hover),
        "urgent": (t.surface, t.danger_line, t.danger_soft),
        "danger": (t.danger_fill, t.danger_fill, t.danger_fill),
    }
    rules = [f"QPushButton {{ border-radius: {Radius.FIELD}px; padding: 0; }}"]
    for kind, (ground, edge, hover) in kinds.items():
        rules.append(
            f'QPushButton[kind="{kind}"] {{ background: {ground}; border: {t.line}px solid {edge}; }}'
            f'QPushButton[kind="{kind}"]:hover {{ background: {hover}; }}'
        )
    dashed = "dashed" if t.high_contrast else "solid"
    rules.append(
        f'QPushButton[ready="false"], QPushButton[ready="false"]:hover, QPushButton:disabled {{'
        f" background: {t.sunken}; border: {t.line}px {dashed} {t.border_strong}; }}"
    )
    rules.append(f'QPushButton[size="large"] {{ border-radius: {Radius.BIG}px; }}')
    return "\n".join(rules)


def _fields(t: Tokens) -> str:
    inside = t.type(Size.FIELD) - 2 * t.line
    fields = "QLineEdit, QPlainTextEdit, QComboBox, QSpinBox, QDateEdit, QTimeEdit"
    bad = ", ".join(f'{name.strip()}[error="true"]' for name in fields.split(","))
    off = ", ".join(f"{name.strip()}:disabled" for name in fields.split(","))
    return f"""
    {fields} {{ min-height: {inside}px; padding: 0 {t.space(12)}px; border-radius: {Radius.FIELD}px;
        border: {t.line}px solid {t.border_strong}; background: {t.surface}; color: {t.text};
        selection-background-color: {t.primary}; selection-color: {t.on_primary}; }}
    QPlainTextEdit {{ padding: {t.space(7)}px {t.space(8)}px; }}
    QLineEdit[word] {{ min-height: {t.type(36) - 2 * t.line}px;
        padding: 0 {t.space(4)}px 0 {t.space(12)}px; }}
    QLineEdit[word="right"] {{ background: {t.primary_soft}; border: {t.line}px solid {t.primary_line}; }}
    {bad} {{ border: {t.line}px solid {t.danger}; }}
    {off} {{ background: {t.sunken}; color: {t.faint}; }}
    QComboBox::drop-down {{ border: 0; width: {t.type(32)}px; }}
    QComboBox QAbstractItemView {{ background: {t.surface}; color: {t.text}; border: {t.line}px solid
        {t.border_strong}; selection-background-color: {t.primary_soft}; selection-color: {t.text}; }}
    """


def _lists(t: Tokens) -> str:
    row = f"border: 0; border-bottom: {t.line}px solid {t.border}; padding: 0 {t.space(16)}px"
    chosen = f"background: {t.primary_soft}; color: {t.text}; border-left: 4px solid {t.primary}"
    return f"""
    QAbstractItemView {{ background: {t.surface}; color: {t.text}; border: 0; outline: 0; }}
    QTableView {{ gridline-color: transparent; }}
    QTableView::item {{ {row}; }}
    QTableView::item:selected {{ background: {t.primary_soft}; color: {t.text}; }}
    QListView[rows="true"]::item {{ {row}; min-height: {t.type(44)}px; }}
    QListView[rows="true"]::item:selected {{ {chosen}; }}
    QHeaderView {{ background: {t.surface}; border: 0; }}
    QHeaderView::section {{ background: {t.surface}; color: {t.muted}; border: 0; min-height: {t.type(36)}px;
        border-bottom: 1px solid {t.border_strong}; padding: 0 {t.space(16) + _OF_ITEMS}px; }}
    """
