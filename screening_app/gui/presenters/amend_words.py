"""What a correction brings, in words."""

import datetime as dt
from collections.abc import Iterator, Mapping, Sequence

from screening_app.domain.answers import AnswerKey
from screening_app.domain.follow_up import FollowUp
from screening_app.domain.ids import StepId
from screening_app.domain.records import DocumentRecord
from screening_app.gui.presenters.amend_models import AnswerRow, AnswersOfStep, Told
from screening_app.gui.presenters.follow_up_words import kind_in_words
from screening_app.gui.presenters.questions import groups_around
from screening_app.gui.presenters.when import short_day
from screening_app.gui.presenters.wording import NOT_IN_PASSING, answer_in_words, label_of, text_of
from screening_app.i18n import Text
from screening_app.i18n import gettext as _
from screening_app.services.conversation_state import Conversation
from screening_app.services.corrections import Weighed, Where, correctable


def answers_by_step(conversation: Conversation) -> tuple[AnswersOfStep, ...]:
    """Return every answer that can be corrected, step by step."""
    found: dict[StepId, list[AnswerRow]] = {}
    for step, place in correctable(conversation):
        found.setdefault(step, []).append(_row(conversation, (step, place.key)))
    titles = {state.step.id: text_of(state.step.title) for state in conversation.state.steps}
    return tuple(AnswersOfStep(title=titles[step], rows=tuple(rows)) for step, rows in found.items())


def _row(conversation: Conversation, where: Where) -> AnswerRow:
    step, key = where
    evaluation = conversation.records[step].evaluation
    item, answer = evaluation.form.items[key.link_id], evaluation.answers.given.get(key)
    around = groups_around(evaluation, key) if key.instance else []
    hidden = answer is not None and answer.absent is None and item.content_class in NOT_IN_PASSING
    # Translators: in place of an answer that nobody should read in passing; sv "Visas när du väljer frågan".
    second = _("Shown when you choose the question") if hidden else answer_in_words(item, answer)
    return AnswerRow(code=code_of(where), text=": ".join((*around, label_of(item))), second=second)


def code_of(where: Where) -> str:
    """Return where an answer stands, as one word."""
    return f"{where[0]}/{where[1]}"


def where_of(code: str) -> Where:
    """Return what ``code_of`` was told."""
    step, _slash, key = code.partition("/")
    return StepId(step), AnswerKey.parse(key)


def place_in_words(conversation: Conversation, where: Where) -> str:
    """Return step and entry of a question."""
    step, key = where
    around = groups_around(conversation.records[step].evaluation, key)
    return " · ".join((text_of(conversation.step(step).step.title), *around))


def what_follows(weighed: Weighed) -> Iterator[Told]:
    """Yield what a correction brings: what it raises first."""
    if weighed.raised:
        yield Told(
            # Translators: heading of signs that hold by a corrected answer; sv "Det här tillkommer".
            title=_("This is raised"),
            lines=tuple(text_of(flag.text) for _step, flag in weighed.raised),
            urgent=weighed.is_urgent,
        )
    if weighed.changes_outcome:
        # Translators: heading: what a conversation comes to; sv "Samtalets utfall ändras".
        yield Told(title=_("The outcome of the conversation changes"), lines=_outcomes(weighed))
    if weighed.missing:
        yield Told(
            # Translators: heading; sv "Det här saknas och tas upp i ett nytt samtal".
            title=_("This is missing, and is taken up in a new conversation"),
            lines=weighed.missing,
        )
    if weighed.gone:
        yield Told(
            # Translators: heading of signs that hold no more; sv "Det här gäller inte längre".
            title=_("This holds no longer"),
            lines=tuple(text_of(flag.text) for _step, flag in weighed.gone),
        )
    if weighed.no_longer:
        yield Told(
            # Translators: heading; sv "Svar som inte räknas längre, men står kvar".
            title=_("Answers that count no longer, but stay on record"),
            lines=tuple(_labels(weighed.before, weighed.no_longer)),
        )


def _outcomes(weighed: Weighed) -> tuple[str, str]:
    texts = {rule.id: rule.text for rule in weighed.before.pathway.pathway.outcome}
    now = weighed.outcome.id if weighed.outcome else None
    before = texts.get(weighed.before.screening.outcome or "")
    return (
        _("Before: {answer}").format(answer=_outcome(before)),
        _("Now: {answer}").format(answer=_outcome(texts.get(now or ""))),
    )


def _outcome(text: Text | None) -> str:
    # Translators: of a conversation; sv "inget utfall".
    return text_of(text) or _("no outcome")


def _labels(conversation: Conversation, places: Sequence[Where]) -> Iterator[str]:
    for step, key in places:
        yield label_of(conversation.records[step].evaluation.form.items[key.link_id])


def given_out(documents: Sequence[DocumentRecord], titles: Mapping[str, Text], today: dt.date) -> Told:
    """Return what was made with the old answer, and stays as it is."""
    # Translators: a document, its recipient and its day; sv "{title}, till {recipient}, {day}."
    line = _("{title}, to {recipient}, {day}.")
    lines = tuple(
        line.format(
            title=text_of(titles.get(one.kind)) or _("Document"),
            recipient=one.recipient,
            day=short_day(one.decided_at.astimezone().date(), today),
        )
        for one in documents
    )
    # Translators: after a list of documents; sv "Har text kopierats till journalen, rätta den där också."
    journal = _("If text was copied to the journal, correct it there too.")
    if not lines:
        # Translators: sv "Ingen handling är gjord av samtalet."
        lines = (_("No document was made from the conversation."),)
    # Translators: heading of documents; sv "Det här gjordes med det gamla svaret".
    return Told(title=_("These were made with the old answer"), lines=(*lines, journal))


def what_waits(planned: Sequence[FollowUp], today: dt.date) -> Told | None:
    """Return what is to be done because of a correction; ``None`` for nothing."""
    if not planned:
        return None
    # Translators: what is to be done, and its day; sv "{what}: {day}."
    line = _("{what}: {day}.")
    # Translators: heading of what is to be done; sv "Det här väntar nu på Idag".
    title = _("This waits on Today now")
    lines = (line.format(what=kind_in_words(one.kind), day=short_day(one.due_on, today)) for one in planned)
    return Told(title=title, lines=tuple(lines))
