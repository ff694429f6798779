"""Patterns over time in words: what each notice says, what it rests on, what could not be read."""

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass

from screening_app.domain.errors import ScreeningAppError
from screening_app.domain.ids import ScreeningId
from screening_app.domain.notice import Notice, Trigger
from screening_app.domain.result import FlagLevel
from screening_app.gui.presenters.when import short_day
from screening_app.gui.presenters.wording import answer_in_words, label_of, text_of
from screening_app.i18n import gettext as _
from screening_app.i18n import ngettext
from screening_app.services.over_time import Patterns


@dataclass(frozen=True, slots=True, kw_only=True)
class EntryRow:
    """An entry that a notice rests on.

    Attributes:
        title: Its day and what it is.
        answers: What was answered, question by question; empty for an outcome.
    """

    screening: ScreeningId
    title: str
    answers: str


@dataclass(frozen=True, slots=True, kw_only=True)
class NoticeRow:
    """A notice.

    Attributes:
        urgency: That it asks for action today, or empty.
        basis: How many entries it rests on, and on what the rule rests.
    """

    rule: str
    text: str
    urgency: str
    basis: str
    entries: tuple[EntryRow, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class PatternsModel:
    """What the page shows beside the timeline; nothing at all if both are empty.

    Attributes:
        remark: What could not be read, so that silence is not taken for "nothing".
    """

    notices: tuple[NoticeRow, ...]
    remark: str

    @property
    def is_empty(self) -> bool:
        """Tell whether there is nothing to show."""
        return not self.notices and not self.remark


def patterns_model(patterns: Patterns, today: dt.date) -> PatternsModel:
    """Return the notices in words."""
    return PatternsModel(
        notices=tuple(_notice(notice, patterns, today) for notice in patterns.notices),
        remark=" ".join(_unread(patterns)),
    )


def patterns_problem(error: Exception) -> PatternsModel:
    """Return that nothing could be read, with the reason where there is one to tell."""
    # Translators: sv "Mönster över tid kunde inte läsas."
    said = [_("Patterns over time could not be read.")]
    if isinstance(error, ScreeningAppError):
        said.append(error.describe())
    return PatternsModel(notices=(), remark=" ".join(said))


def _notice(notice: Notice, patterns: Patterns, today: dt.date) -> NoticeRow:
    # Translators: over a notice that asks for action before the day ends; sv "Att ta ställning till i dag".
    urgency = "" if notice.level is FlagLevel.ATTENTION else _("To decide on today")
    return NoticeRow(
        rule=notice.rule,
        text=text_of(notice.text),
        urgency=urgency,
        basis=" ".join(_basis(notice, patterns)),
        entries=tuple(_entry(trigger, patterns, today) for trigger in reversed(notice.triggers)),
    )


def _basis(notice: Notice, patterns: Patterns) -> Iterator[str]:
    count = len(notice.triggers)
    # Translators: what a notice rests on; sv "Bygger på en post." and "Bygger på {count} poster."
    yield ngettext("Rests on {count} entry.", "Rests on {count} entries.", count).format(count=count)
    if notice.source:
        # Translators: {source} is a study or a guideline; sv "Källa: {source}."
        yield _("Source: {source}.").format(source=notice.source)
    if not notice.verified:
        yield text_of(patterns.unverified)


def _entry(trigger: Trigger, patterns: Patterns, today: dt.date) -> EntryRow:
    day, answers = short_day(trigger.on, today), ""
    form = patterns.forms.get(trigger.form) if trigger.form else None
    if form is None:
        what = text_of(patterns.outcomes.get(trigger.screening))
    else:
        what = text_of(form.title)
        items = {item.link_id: item for item, _around in form.walk()}
        told = (
            # Translators: a question in a few words and its answer.
            _("{question}: {answer}").format(
                question=label_of(items[one.key.link_id]),
                answer=answer_in_words(items[one.key.link_id], one.answer),
            )
            for one in trigger.evidence
        )
        answers = "\n".join(told)
    # Translators: a day and what is on record from it, such as "3 March, Injuries".
    title = _("{day}, {what}").format(day=day, what=what) if what else day
    return EntryRow(screening=trigger.screening, title=title, answers=answers)


def _unread(patterns: Patterns) -> Iterator[str]:
    if patterns.unreadable:
        count = len(patterns.unreadable)
        yield ngettext(
            "{count} conversation could not be read and is not part of this. Have the records checked.",
            "{count} conversations could not be read and are not part of this. Have the records checked.",
            count,
        ).format(count=count)
    titles = {
        text_of(form.title): None
        for unread in patterns.unread
        if (form := patterns.forms.get(unread.form)) is not None
    }
    if titles:
        yield _(
            "Older answers are not part of this, because the questions were others then: {forms}."
        ).format(forms=", ".join(titles))
