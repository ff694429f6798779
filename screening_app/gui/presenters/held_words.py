"""When a conversation was held, in words: both times, if it was entered afterwards from paper."""

import datetime as dt

from screening_app.domain.records import Screening
from screening_app.gui.presenters.when import short_day
from screening_app.gui.presenters.wording import time_in_words
from screening_app.i18n import gettext as _


def day_and_time_held(asked_at: dt.datetime, today: dt.date) -> str:
    """Return such as ``20 November 14:30``."""
    day = short_day(asked_at.astimezone().date(), today)
    # Translators: a day and a time of day; sv "{day} kl. {time}".
    return _("{day} at {time}").format(day=day, time=time_in_words(asked_at))


def begun_or_held(run: Screening, today: dt.date) -> str:
    """Return when it was begun, or held if that was before on paper."""
    if run.asked_at is None:
        # Translators: sv "Påbörjat {time}".
        return _("Begun {time}").format(time=time_in_words(run.started_at))
    # Translators: of a conversation that was held on paper; sv "Hölls {when}".
    return _("Held {when}").format(when=day_and_time_held(run.asked_at, today))


def held_on_paper(run: Screening, today: dt.date) -> str:
    """Return what is told while a conversation is entered from paper; else nothing."""
    if run.asked_at is None:
        return ""
    # Translators: {when} is a day and a time.
    said = _("Entered from paper: record what was said and done {when}, nothing that came later.")
    return said.format(when=day_and_time_held(run.asked_at, today))


def held_and_entered(asked_at: dt.datetime, started_at: dt.datetime, today: dt.date) -> str:
    """Return both days, for the timeline."""
    # Translators: sv "Ställd {asked}, införd {entered}."
    return _("Asked {asked}, entered {entered}.").format(
        asked=day_and_time_held(asked_at, today), entered=day_and_time_held(started_at, today)
    )
