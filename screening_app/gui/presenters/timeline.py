"""A person's timeline in words: conversations and what stands beside them, the newest first."""

import datetime as dt
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from screening_app.domain.answers import Answer
from screening_app.domain.ids import ScreeningId
from screening_app.gui.presenters.contact_words import ContactForms, attempt_row
from screening_app.gui.presenters.follow_up_words import kind_in_words, outcome_in_words
from screening_app.gui.presenters.held_words import held_and_entered
from screening_app.gui.presenters.when import short_day
from screening_app.gui.presenters.wording import (
    NOT_IN_PASSING,
    answer_in_words,
    label_of,
    quoted,
    text_of,
    time_in_words,
)
from screening_app.i18n import gettext as _
from screening_app.questionnaire.model import Item
from screening_app.services.amendments import Amendment
from screening_app.services.happenings import Acted, FollowedUp, Happenings, Noted, Paper, Tried
from screening_app.services.person_file import PersonFile, Run


@dataclass(frozen=True, slots=True, kw_only=True)
class TimelineRow:
    """Something that happened.

    Attributes:
        icon: Of its kind.
        lines: What is told of it, each on a line of its own.
    """

    id: str
    icon: str
    day: str
    title: str
    lines: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class RunRow(TimelineRow):
    """A conversation with the person.

    Attributes:
        is_draft: It waits to be gone on with; else it is closed, and documents can be made from it.
        has_text: Whether there is a text for the journal: it came to an outcome.
        has_results: Whether what it came to can be looked at here.
        has_newer: Whether newer versions of its forms are there.
        has_plan: Whether a plan was made in it that the person may take home.
        is_amended: Whether an answer of it was corrected.
    """

    screening: ScreeningId
    is_draft: bool
    has_text: bool = False
    has_results: bool = False
    has_newer: bool = False
    has_plan: bool = False
    can_be_corrected: bool = False
    is_amended: bool = False


def timeline(
    file: PersonFile, beside: Happenings, today: dt.date, words: Callable[[], ContactForms]
) -> tuple[TimelineRow, ...]:
    """Return everything on record about a person, the newest first.

    Args:
        words: Gives the forms whose words attempts to get in touch are told in.
    """
    dated: list[tuple[dt.datetime, TimelineRow]] = [(run.held_at, _run(run, today)) for run in file.runs]
    dated += _beside(beside, today)
    if beside.tried:
        forms = words()
        dated += [(tried.attempt.at, _tried(tried, forms, today)) for tried in beside.tried]
    dated.sort(key=lambda pair: pair[0], reverse=True)
    return tuple(row for _at, row in dated)


def _beside(beside: Happenings, today: dt.date) -> Iterator[tuple[dt.datetime, TimelineRow]]:
    for paper in beside.papers:
        yield paper.document.decided_at, _paper(paper, today)
    for acted in beside.acted:
        yield acted.steps[0][0], _acted(acted, today)
    for noted in beside.objections:
        yield noted.objection.note.recorded_at, _objection(noted, today)
    for one in beside.amended:
        yield one.at, _amendment(one, today)
    for done in beside.followed_up:
        if done.follow_up.done_at is not None:
            yield done.follow_up.done_at, _followed_up(done, done.follow_up.done_at, today)


def _day(at: dt.datetime, today: dt.date) -> str:
    return short_day(at.astimezone().date(), today)


def _run(run: Run, today: dt.date) -> RunRow:
    is_told = run.finished and not run.moved
    return RunRow(
        id=run.id,
        screening=run.id,
        icon="speech",
        day=_day(run.held_at, today),
        title=_title(run),
        lines=(_detail(run, today),),
        is_draft=not run.finished,
        has_text=is_told,
        has_results=is_told,
        has_newer=run.has_newer,
        has_plan=is_told and run.has_plan,
        can_be_corrected=is_told,
        is_amended=run.amended,
    )


def _title(run: Run) -> str:
    if not run.finished:
        # Translators: sv "Påbörjat samtal".
        return _("Conversation begun")
    if run.moved:
        # Translators: shown instead of an outcome, for a draft that was moved to newer forms.
        return _("Continued in another conversation, with newer forms.")
    if run.outcome is None:
        return _("The outcome cannot be read. Have the records checked.")
    return text_of(run.outcome)


def _detail(run: Run, today: dt.date) -> str:
    details = [text_of(run.reason)] if run.reason else []
    if run.entered_later:
        details.append(held_and_entered(run.held_at, run.started_at, today))
    else:
        details.append(_("Begun {time}.").format(time=time_in_words(run.started_at)))
    if run.author:
        details.append(_("Held by {name}.").format(name=run.author))
    return " ".join(f"{part}." if not part.endswith(".") else part for part in details)


def _paper(paper: Paper, today: dt.date) -> TimelineRow:
    made = paper.document
    # Translators: a document's recipient; sv "Till {recipient}."
    lines = [_("To {recipient}.").format(recipient=made.recipient)]
    # Translators: {head} is what stands in the foot of the paper; sv "Exemplar {copy}, kontrollrad {head}."
    lines.append(_("Copy {copy}, control line {head}.").format(copy=made.copy, head=made.head))
    if made.sha256 is None:
        # Translators: a document that was decided and then not finished; sv "Beslutad men aldrig framställd."
        lines.append(_("Decided, but never made."))
    if paper.by:
        # Translators: sv "Skriven av {name}."
        lines.append(_("Written by {name}.").format(name=paper.by))
    # Translators: where the kind of a document is not known any more; sv "Handling".
    title = text_of(paper.title) or _("Document")
    return TimelineRow(
        id=made.id, icon="document", day=_day(made.decided_at, today), title=title, lines=tuple(lines)
    )


def _acted(acted: Acted, today: dt.date) -> TimelineRow:
    return TimelineRow(
        id=f"acted-{acted.screening}",
        icon="urgent",
        day=_day(acted.steps[0][0], today),
        # Translators: heading of steps that were taken, each with its time; sv "Gjort när det var akut".
        title=_("Done in the emergency"),
        lines=tuple(f"{time_in_words(at)} {text_of(text)}" for at, text in acted.steps),
    )


def _tried(tried: Tried, forms: ContactForms, today: dt.date) -> TimelineRow:
    told = attempt_row(tried.attempt, forms, tried.by, today)
    return TimelineRow(
        id=f"tried-{tried.attempt.at.isoformat()}",
        icon="phone",
        day=_day(tried.attempt.at, today),
        # Translators: heading of an attempt to get in touch; sv "Kontaktförsök".
        title=_("Contact tried"),
        lines=tuple(filter(None, (told.title, told.detail))),
    )


def _objection(noted: Noted, today: dt.date) -> TimelineRow:
    # Translators: {question} is a few words of a question; sv "Om svaret på ”{question}”."
    about = _("On the answer to “{question}”.").format(question=text_of(noted.question))
    if noted.question is None:
        # Translators: sv "Om samtalet som helhet."
        about = _("On the conversation as a whole.")
    # Translators: sv "Antecknat av {name}."
    by = _("Noted by {name}.").format(name=noted.by) if noted.by else ""
    note = noted.objection.note
    return TimelineRow(
        id=note.id,
        icon="note",
        day=_day(note.recorded_at, today),
        # Translators: heading of an objection; sv "Personen anser att något inte stämmer".
        title=_("The person considers something not right"),
        lines=tuple(filter(None, (quoted(noted.objection.text), about, by))),
    )


def _amendment(one: Amendment, today: dt.date) -> TimelineRow:
    lines = [
        # Translators: a question, and the conversation it was asked in; sv "”{question}”, i samtalet {day}."
        _("“{question}”, in the conversation of {day}.").format(
            question=label_of(one.item), day=_day(one.began_at, today)
        ),
        # Translators: an answer that was corrected; sv "Förut: {answer}".
        _("Before: {answer}").format(answer=_shown(one.item, one.before)),
        # Translators: the answer that stands since; sv "Nu: {answer}".
        _("Now: {answer}").format(answer=_shown(one.item, one.now)),
    ]
    if one.reason:
        # Translators: the reason of a correction; sv "Varför: {reason}"
        lines.append(_("Why: {reason}").format(reason=one.reason))
    if one.raised:
        # Translators: signs that hold since an answer was corrected; sv "Tillkommer: {signs}"
        lines.append(_("Raised: {signs}").format(signs=" ".join(map(text_of, one.raised))))
    if one.missing:
        # Translators: what a corrected conversation lacks; sv "Saknas nu: {needs}"
        lines.append(_("Missing now: {needs}").format(needs=" ".join(one.missing)))
    if one.by:
        # Translators: sv "Rättat av {name}, {time}."
        lines.append(_("Corrected by {name}, {time}.").format(name=one.by, time=time_in_words(one.at)))
    return TimelineRow(
        id=one.id,
        icon="history",
        day=_day(one.at, today),
        # Translators: heading of a correction on the timeline; sv "Ett svar rättades".
        title=_("An answer was corrected"),
        lines=tuple(lines),
    )


def _shown(item: Item, answer: Answer | None) -> str:
    """Return an answer; a way of contact or a place is not read in passing."""
    if answer is not None and answer.absent is None and item.content_class in NOT_IN_PASSING:
        # Translators: in place of a way of contact or a place; sv "visas inte här".
        return _("not shown here")
    return answer_in_words(item, answer)


def _followed_up(done: FollowedUp, at: dt.datetime, today: dt.date) -> TimelineRow:
    one = done.follow_up
    outcome = outcome_in_words(one.outcome) if one.outcome is not None else ""
    # Translators: what came of something that was to be done by a day; sv "{outcome}. Skulle göras {day}."
    said = _("{outcome}. It was due {day}.").format(outcome=outcome, day=short_day(one.due_on, today))
    return TimelineRow(
        id=one.id,
        icon="check",
        day=_day(at, today),
        title=kind_in_words(one.kind),
        lines=tuple(filter(None, (said, done.note))),
    )
