"""When a conversation was held, in the words of a paper: both days, if it was entered afterwards."""

import datetime as dt
from collections.abc import Iterator

from screening_app.domain.records import Screening
from screening_app.questionnaire.pack_legal import BasisCode
from screening_app.services.paper_words import PaperWords


def day_held_in_words(run: Screening, words: PaperWords) -> str:
    """Return the day it was held, and the day it was entered if that was afterwards."""
    held = words.day(_day(run.held_at))
    if run.asked_at is None:
        return held
    return words.fixed("held-and-entered-short", held=held, entered=words.day(_day(run.started_at)))


def entered_in_words(run: Screening, basis: BasisCode, words: PaperWords, decided: dt.date) -> Iterator[str]:
    """Yield both days of a conversation that was entered afterwards, and the law of the first.

    A paper leaves under the law of the day on which that is decided; where another text stood when the
    person was asked, such as SoL 14:1 before 1 July 2025, both are named (L-02).
    """
    if run.asked_at is None:
        return
    held = _day(run.asked_at)
    yield words.fixed("held-and-entered", held=words.day(held), entered=words.day(_day(run.started_at)))
    legal = words.packs.legal
    then = [one.reference for one in legal.provisions_on(basis.provision, held)]
    now = [one.reference for one in legal.provisions_on(basis.provision, decided)]
    if then and then != now:
        yield words.fixed("law-then", provisions=", ".join(then))


def _day(moment: dt.datetime) -> dt.date:
    return moment.astimezone().date()
