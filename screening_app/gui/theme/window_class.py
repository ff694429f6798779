"""What a window of a certain size asks of its pages (VISUAL 3)."""

from typing import Final

from PySide6.QtCore import QSize

TIGHT_BELOW: Final = 680
"""Height below which margins and rows shrink: a window of 1280 x 720 less title and task bar."""

NARROW_BELOW: Final = 1000
"""Width below which the rail folds and two columns become one."""

FOLDS_FROM: Final = 1.5
"""Text size from which the same happens in any window."""

ROOMY_FROM: Final = QSize(1600, 900)
"""Size from which there is room for larger text and more air."""

ROOMY_FACTOR: Final = 1.15


def is_tight(window: QSize) -> bool:
    """Whether a window is low."""
    return window.height() < TIGHT_BELOW


def is_roomy(window: QSize) -> bool:
    """Whether a window is large."""
    return window.width() >= ROOMY_FROM.width() and window.height() >= ROOMY_FROM.height()


def is_folded(window: QSize, factor: float) -> bool:
    """Whether the rail is one line and columns stand under each other."""
    return factor >= FOLDS_FROM or window.width() < NARROW_BELOW
