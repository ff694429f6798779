"""Days and times at the desk, as short as they can be read."""

import datetime as dt

from babel.dates import format_date

from screening_app.gui.presenters.wording import day_in_words, time_in_words
from screening_app.i18n import gettext as _
from screening_app.i18n import language, locale_of


def weekday_and_day(day: dt.date) -> str:
    """Return such as ``Thursday 26 November``; the heading of the day."""
    pattern = "EEEE d MMMM"
    words = format_date(day, format=pattern, locale=locale_of(language()))
    return words[:1].upper() + words[1:]


def day_and_time(moment: dt.datetime, now: dt.datetime) -> str:
    """Return when something happened, seen from now."""
    here, today = moment.astimezone(), now.astimezone().date()
    time = time_in_words(moment)
    if here.date() == today:
        # Translators: sv "i dag {time}".
        return _("today {time}").format(time=time)
    if here.date() == today - dt.timedelta(days=1):
        # Translators: sv "i går {time}".
        return _("yesterday {time}").format(time=time)
    return short_day(here.date(), today)


def short_day(day: dt.date, today: dt.date) -> str:
    """Return a day, with its year only if it is another."""
    if day.year != today.year:
        return day_in_words(day)
    return format_date(day, format="d MMMM", locale=locale_of(language()))


def minutes_and_seconds(seconds: int) -> str:
    """Return such as ``2:41``."""
    return f"{seconds // 60}:{seconds % 60:02}"
