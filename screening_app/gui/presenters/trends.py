"""Results over time in words and numbers: the same table for eye, ear and chart."""

from collections.abc import Sequence
from dataclasses import dataclass

from screening_app.engine.explanation import points
from screening_app.gui.presenters.wording import day_in_words, text_of
from screening_app.i18n import gettext as _
from screening_app.services.trends import Measured, Trend


@dataclass(frozen=True, slots=True, kw_only=True)
class TrendPoint:
    """A result.

    Attributes:
        place: Where it stands between the first day and the last, from 0 to 1.
        total: One number, or the two it lies between.
        band: What the rule calls it, or that missing answers decide.
    """

    place: float
    lowest: float
    highest: float
    day: str
    total: str
    band: str


@dataclass(frozen=True, slots=True, kw_only=True)
class TrendModel:
    """A chart and its table.

    Attributes:
        title: The question that the chart answers.
        under: Which version, and that only the same one is compared.
        spoken: The series in words, for who does not see the chart.
    """

    title: str
    under: str
    spoken: str
    minimum: float
    maximum: float
    points: tuple[TrendPoint, ...]


def trend_model(trend: Trend) -> TrendModel:
    """Return a trend ready to be drawn and read."""
    first, last = trend.points[0].on, trend.points[-1].on
    days = max((last - first).days, 1)
    drawn = tuple(_point(one, (one.on - first).days / days) for one in trend.points)
    # Translators: the title of a chart; {name} is what was counted; sv "Hur har {name} ändrats?"
    title = _("How has “{name}” changed?").format(name=text_of(trend.title))
    return TrendModel(
        title=title,
        # Translators: under a chart; sv "Version {version}. Bara samma version jämförs. …"
        under=_(
            "Version {version}. Only the same version is compared. "
            "A bar is a total that lies between two numbers, because answers are missing."
        ).format(version=trend.version),
        spoken=_spoken(title, drawn),
        minimum=float(trend.minimum),
        maximum=float(trend.maximum),
        points=drawn,
    )


def _point(one: Measured, place: float) -> TrendPoint:
    low, high = points(one.lowest), points(one.highest)
    # Translators: a total that lies between two numbers; sv "{low} till {high}".
    total = str(low) if low == high else _("{low} to {high}").format(low=low, high=high)
    # Translators: where missing answers decide what a total is called; sv "Ofullständigt".
    band = _("Incomplete") if one.is_incomplete else text_of(one.band)
    return TrendPoint(
        place=place,
        lowest=float(one.lowest),
        highest=float(one.highest),
        day=day_in_words(one.on),
        total=total,
        band=band,
    )


def _spoken(title: str, drawn: Sequence[TrendPoint]) -> str:
    # Translators: read by screen readers, once for each result: "26 November 2026: 4 to 7".
    told = [_("{day}: {total}").format(day=one.day, total=one.total) for one in drawn]
    return " ".join((title, *(f"{one}." for one in told)))
