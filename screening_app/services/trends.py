"""Results of the same instrument over time, as they were stored: intervals, never a guess between them."""

import datetime as dt
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from screening_app.domain.ids import Canonical, PersonId, ScreeningId
from screening_app.domain.records import PastScore
from screening_app.domain.result import INCOMPLETE
from screening_app.i18n import Text
from screening_app.questionnaire.errors import FormError, FormNotFound
from screening_app.questionnaire.loader import parse_questionnaire
from screening_app.questionnaire.model import Questionnaire
from screening_app.services.ports import UnitOfWork
from screening_app.services.session import Session

_LEAST = 2
"""One result is no trend."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Measured:
    """A result as it was stored.

    Attributes:
        on: The day it was asked.
        lowest, highest: The total lies between them; the same where nothing was missing.
        band: What the rule calls it; ``None`` where it is incomplete or the rule calls it nothing.
        is_incomplete: Answers that are missing decide what it is called.
    """

    screening: ScreeningId
    on: dt.date
    lowest: Decimal
    highest: Decimal
    band: Text | None
    is_incomplete: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Trend:
    """The same score of the same version of a form, several times.

    Attributes:
        title: Of the score, or of its form.
        version: Of the form: another version counts other things and is a trend of its own.
        points: The oldest first.
    """

    form: Canonical
    title: Text
    version: str
    minimum: Decimal
    maximum: Decimal
    points: tuple[Measured, ...]


def trends_of(session: Session, person: PersonId) -> tuple[Trend, ...]:
    """Return what was measured at least twice alike, the one measured last first.

    What cannot be read is left out of the drawing; the conversation it stands in tells of it.
    """
    with session.records.read() as uow:
        stored = uow.screenings.scores_of(person, access=session.access)
        alike: dict[tuple[Canonical, str, str], list[PastScore]] = {}
        for one in stored:
            alike.setdefault((one.form, one.form_sha256, one.id), []).append(one)
        found = [trend for scores in alike.values() if (trend := _trend(session, uow, scores)) is not None]
    found.sort(key=lambda trend: trend.points[-1].on, reverse=True)
    return tuple(found)


def _trend(session: Session, uow: UnitOfWork, stored: Sequence[PastScore]) -> Trend | None:
    read = [(one, body) for one in stored if isinstance(body := json.loads(one.body), dict)]
    if len(read) < _LEAST:
        return None
    first = stored[0]
    form = _form(session, uow, first)
    rule = next((rule for rule in form.score if rule.id == first.id), None) if form else None
    if form is None or rule is None:
        return None
    return Trend(
        form=first.form,
        title=rule.title or form.title,
        version=form.version,
        minimum=min(_points(body, "minimum") for _, body in read),
        maximum=max(_points(body, "maximum") for _, body in read),
        points=tuple(_measured(one, body) for one, body in read),
    )


def _form(session: Session, uow: UnitOfWork, one: PastScore) -> Questionnaire | None:
    """Return the very form that counted: the one that ships if it is the same, else the one kept."""
    try:
        shipped = session.forms.questionnaire(one.form)
        if shipped.sha256 == one.form_sha256:
            return shipped
    except FormNotFound:
        pass
    kept = uow.office.form(one.form_sha256)
    try:
        return parse_questionnaire(kept.text, kept.canonical) if kept is not None else None
    except FormError:
        return None


def _measured(one: PastScore, body: Mapping[str, object]) -> Measured:
    band, text = body.get("band"), body.get("bandText")
    # Such as ``incomplete: 2 to 7``: what it would be called, the missing answers decide.
    is_incomplete = isinstance(band, str) and band.startswith(INCOMPLETE)
    return Measured(
        screening=one.screening,
        on=one.authored.astimezone().date(),
        lowest=_points(body, "lowest"),
        highest=_points(body, "highest"),
        band=None if is_incomplete or not isinstance(text, dict) else text,
        is_incomplete=is_incomplete,
    )


def _points(body: Mapping[str, object], name: str) -> Decimal:
    """Return points as they were stored: a whole number, else the decimal number as text."""
    return Decimal(str(body[name]))
