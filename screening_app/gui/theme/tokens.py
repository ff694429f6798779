"""The one table of colours, and the one ladder of sizes (VISUAL 2).

Nothing outside this folder names a colour or a pixel. Colours are CSS hexadecimal texts; sizes
are logical pixels at 100 % text, turned into today's by ``Tokens.type`` and ``Tokens.space``.
"""

from dataclasses import dataclass, replace
from typing import Final

SPACE_GROWTH = 0.35
"""How much of the growth of type the space takes part in (VISUAL 2.5)."""

FACTORS: Final = (1.0, 1.15, 1.3, 1.5, 1.75, 2.0)
"""Text sizes that a person can choose from."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Tokens:
    """A theme at a text size.

    Attributes:
        name: Code of the theme.
        high_contrast: Whether lines are doubled and soft grounds gone.
        factor: Text size; 1 is 100 %.
        bg: Window ground.
        surface: Cards, bars, fields.
        sunken: Table ground, tracks, preview well.
        hover: Pointer over a control.
        text: Text.
        muted: Secondary text, icons.
        faint: Placeholder, disabled text.
        border: Decorative line only.
        border_strong: Edge of every control.
        primary: Action, selection, progress.
        primary_hover: Pointer over primary.
        primary_soft: Selected ground, done row.
        primary_line: Edge on a soft ground.
        on_primary: Text on primary.
        script: Ground of the words to say.
        note: Ground of the staff note.
        note_text: Text on it.
        warn: Warning text, icon.
        warn_soft: Warning ground.
        warn_line: Warning edge.
        danger: Danger text, icon.
        danger_fill: Filled danger.
        danger_soft: Danger ground.
        danger_line: Danger edge.
        on_danger: Text on filled danger.
        focus: Focus ring.
        c1: Chart series 1.
        c2: Chart series 2.
        c3: Chart series 3.
        c4: Chart series 4, reference.
        grid: Chart grid.
    """

    name: str
    high_contrast: bool
    factor: float = 1.0
    bg: str
    surface: str
    sunken: str
    hover: str
    text: str
    muted: str
    faint: str
    border: str
    border_strong: str
    primary: str
    primary_hover: str
    primary_soft: str
    primary_line: str
    on_primary: str
    script: str
    note: str
    note_text: str
    warn: str
    warn_soft: str
    warn_line: str
    danger: str
    danger_fill: str
    danger_soft: str
    danger_line: str
    on_danger: str
    focus: str
    c1: str
    c2: str
    c3: str
    c4: str
    grid: str

    def scaled(self, factor: float) -> "Tokens":
        """Return the same theme at another text size."""
        return replace(self, factor=factor)

    def type(self, size: float) -> int:
        """Return a size of type, or of what holds one line of type, grown by the factor."""
        return round(size * self.factor)

    def space(self, size: float) -> int:
        """Return a gap or margin, which grows less than type."""
        return round(size * (1 + SPACE_GROWTH * (self.factor - 1)))

    @property
    def line(self) -> int:
        """Return the width of a line."""
        return 2 if self.high_contrast else 1

    def colour(self, name: str) -> str:
        """Return the colour with this token's name.

        Raises:
            KeyError: If there is no such colour.
        """
        if name not in COLOURS:
            raise KeyError(name)
        return str(getattr(self, name))


COLOURS: Final = tuple(
    name for name in Tokens.__dataclass_fields__ if name not in {"name", "high_contrast", "factor"}
)
"""Names of the colours."""


class Space:
    """Gaps and margins (VISUAL 2.4)."""

    NONE: Final = 0
    HAIR: Final = 2
    XXS: Final = 4
    XS: Final = 8
    S: Final = 12
    M: Final = 16
    L: Final = 24
    XL: Final = 32
    XXL: Final = 48
    HUGE: Final = 64


class Radius:
    """Roundings of corners (VISUAL 2.4)."""

    BADGE: Final = 5
    FIELD: Final = 7
    NOTE: Final = 8
    CHOICE: Final = 9
    CARD: Final = 10
    BIG: Final = 12


class Size:
    """Heights and widths of the frame and of controls (VISUAL 3, 4)."""

    TOP_BAR: Final = 52
    STATUS_BAR: Final = 34
    ACTION_BAR: Final = 64
    NAVIGATION: Final = 208
    RAIL: Final = 240
    LEAST_WIDTH: Final = 960
    LEAST_HEIGHT: Final = 600
    QUESTION: Final = 780
    FORM: Final = 900
    COLUMNS: Final = 1120
    WIDE: Final = 1180
    SIDE: Final = 304
    SIDE_MOST: Final = 400
    DIALOG: Final = 520
    BUTTON: Final = 40
    BUTTON_LARGE: Final = 52
    BUTTON_SMALL: Final = 32
    FIELD: Final = 40
    OPTION: Final = 50
    OPTION_QUIET: Final = 42
    CHECK: Final = 62
    CHECK_TIGHT: Final = 56
    CHECK_LOW: Final = 34
    HANDOVER: Final = 76
    KEY_CAP: Final = 24
    BADGE: Final = 22
    MARK: Final = 24
    MARK_QUIET: Final = 20
    STEP: Final = 38
    STEP_DOT: Final = 22
    ICON_SMALL: Final = 16
    ICON_NOTE: Final = 18
    ICON: Final = 20
    ICON_BANNER: Final = 22
    ICON_LARGE: Final = 24
    ICON_EMPTY: Final = 28
    TEXT_AREA: Final = 96
    INTERVAL: Final = 112


LIGHT = Tokens(
    name="light",
    high_contrast=False,
    bg="#F2F4F3",
    surface="#FFFFFF",
    sunken="#E8ECEB",
    hover="#EEF2F1",
    text="#16201F",
    muted="#485756",
    faint="#5F6E6D",
    border="#CDD5D4",
    border_strong="#6B7A79",
    primary="#0F5C66",
    primary_hover="#0B4B54",
    primary_soft="#DCEBED",
    primary_line="#5E959C",
    on_primary="#FFFFFF",
    script="#E9F2F3",
    note="#F7F1E4",
    note_text="#5A4312",
    warn="#7A4A00",
    warn_soft="#FBF0D8",
    warn_line="#B87B12",
    danger="#A3231B",
    danger_fill="#A3231B",
    danger_soft="#FBEAE7",
    danger_line="#CF6B62",
    on_danger="#FFFFFF",
    focus="#2546C7",
    c1="#0F5C66",
    c2="#C27A10",
    c3="#6A5AA8",
    c4="#8A9593",
    grid="#DDE3E2",
)

DARK = Tokens(
    name="dark",
    high_contrast=False,
    bg="#10171A",
    surface="#182125",
    sunken="#0C1214",
    hover="#202B30",
    text="#E9EFEE",
    muted="#B0BDBD",
    faint="#93A2A3",
    border="#303D41",
    border_strong="#7F8F92",
    primary="#7FCBD3",
    primary_hover="#9AD9DF",
    primary_soft="#17363B",
    primary_line="#3F7A82",
    on_primary="#05262B",
    script="#142A2E",
    note="#28241A",
    note_text="#EBD9AE",
    warn="#F3C675",
    warn_soft="#30260F",
    warn_line="#B98A33",
    danger="#FFA294",
    danger_fill="#C23A2E",
    danger_soft="#381B18",
    danger_line="#BC6054",
    on_danger="#FFFFFF",
    focus="#FFD166",
    c1="#5CB3BD",
    c2="#F0B65A",
    c3="#D9D0FF",
    c4="#75838A",
    grid="#2A363A",
)

HC_DARK = Tokens(
    name="hc-dark",
    high_contrast=True,
    bg="#000000",
    surface="#000000",
    sunken="#000000",
    hover="#1F1F1F",
    text="#FFFFFF",
    muted="#FFFFFF",
    faint="#E6E6E6",
    border="#FFFFFF",
    border_strong="#FFFFFF",
    primary="#5FE3F0",
    primary_hover="#A6F2F9",
    primary_soft="#00272B",
    primary_line="#5FE3F0",
    on_primary="#000000",
    script="#000000",
    note="#000000",
    note_text="#FFFFFF",
    warn="#FFD54A",
    warn_soft="#000000",
    warn_line="#FFD54A",
    danger="#FF9C8C",
    danger_fill="#FF9C8C",
    danger_soft="#000000",
    danger_line="#FF9C8C",
    on_danger="#000000",
    focus="#FFF000",
    c1="#5FE3F0",
    c2="#FFD54A",
    c3="#D7B8FF",
    c4="#FFFFFF",
    grid="#6E6E6E",
)

HC_LIGHT = Tokens(
    name="hc-light",
    high_contrast=True,
    bg="#FFFFFF",
    surface="#FFFFFF",
    sunken="#FFFFFF",
    hover="#EDEDED",
    text="#000000",
    muted="#000000",
    faint="#1F1F1F",
    border="#000000",
    border_strong="#000000",
    primary="#003E47",
    primary_hover="#00262C",
    primary_soft="#FFFFFF",
    primary_line="#003E47",
    on_primary="#FFFFFF",
    script="#FFFFFF",
    note="#FFFFFF",
    note_text="#000000",
    warn="#5C3600",
    warn_soft="#FFFFFF",
    warn_line="#5C3600",
    danger="#7D120B",
    danger_fill="#7D120B",
    danger_soft="#FFFFFF",
    danger_line="#7D120B",
    on_danger="#FFFFFF",
    focus="#0A2BD6",
    c1="#003E47",
    c2="#8A5300",
    c3="#3E2E85",
    c4="#333333",
    grid="#8C8C8C",
)

THEMES: Final = {theme.name: theme for theme in (LIGHT, DARK, HC_DARK, HC_LIGHT)}
"""The four themes by code."""
