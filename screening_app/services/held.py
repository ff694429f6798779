"""When a conversation was held: now, or earlier on paper and entered afterwards.

Whatever asks for the day of a conversation asks here or ``Screening.held_at``. When it was entered
stays in the chain, in every answer event and in ``Screening.started_at``; nothing pretends otherwise.
"""

import datetime as dt

from screening_app.domain.answers import PartialDate
from screening_app.domain.errors import ScreeningAppError
from screening_app.domain.records import Screening
from screening_app.i18n import N_
from screening_app.services.identity import OLDEST_YEARS
from screening_app.services.session import Session


class HeldInTheFuture(ScreeningAppError):
    """A conversation that is entered afterwards cannot be held yet."""

    code = "conversation/held-in-the-future"
    user_message = N_("That time has not come yet. Check the date and the time on the paper.")


class HeldTooEarly(ScreeningAppError):
    """A conversation was held before the person was born, or before anybody living was."""

    code = "conversation/held-too-early"
    user_message = N_("That is before the person can have been born. Check the date on the paper.")


def refuse_wrong_time(asked_at: dt.datetime, *, now: dt.datetime, born: PartialDate | None) -> None:
    """Do nothing if a conversation can have been held then.

    Nothing else bounds it backwards: no rule says until when a paper may be entered (PDL 3:9 only asks
    for *as soon as possible*), and a late note is better than none.

    Args:
        born: As far as it is known; of a partial date the first day that it may mean.

    Raises:
        HeldInTheFuture: If that is later than now.
        HeldTooEarly: If it is before the birth, or, where that is not known, longer ago than anybody lives.
    """
    if asked_at > now:
        raise HeldInTheFuture
    earliest = dt.date(now.astimezone().year - OLDEST_YEARS, 1, 1)
    if born is not None:
        earliest = dt.date(born.year, born.month or 1, born.day or 1)
    if _day(asked_at) < earliest:
        raise HeldTooEarly


def day_held(session: Session, run: Screening) -> dt.date:
    """Return the day that counts for a conversation: its law, its ages, what follows and by when.

    One that was held on paper counts as of that day for ever. Another counts as of today while it goes
    on, and as of the day it was closed from then on, so that its results do not move.
    """
    if run.asked_at is not None:
        return _day(run.asked_at)
    return _day(run.closed_at) if run.closed_at is not None else session.today()


def _day(moment: dt.datetime) -> dt.date:
    return moment.astimezone().date()
