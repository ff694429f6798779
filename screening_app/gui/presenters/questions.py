"""One question as a page shows it."""

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, field

from screening_app.domain.answers import AbsentReason, Answer, AnswerKey
from screening_app.domain.ids import LinkId, StepId
from screening_app.engine.evaluation import Evaluation
from screening_app.gui.presenters.conversation_models import (
    OptionModel,
    QuestionKind,
    QuestionModel,
    QuestionPage,
)
from screening_app.gui.presenters.entry_names import instance_name
from screening_app.gui.presenters.flow import Stop, StopKind, before, stops
from screening_app.gui.presenters.wording import absent_in_words, label_of, text_of
from screening_app.i18n import gettext as _
from screening_app.questionnaire.model import Audience, Item, ItemType
from screening_app.questionnaire.pathway import Carry
from screening_app.services.conversation_state import Conversation
from screening_app.services.issues import date_examples

_KEYS = 10
_KINDS: dict[ItemType, QuestionKind] = {
    ItemType.INTEGER: "number",
    ItemType.DECIMAL: "number",
    ItemType.QUANTITY: "number",
    ItemType.DATE: "date",
    ItemType.TEXT: "text",
}
_YES_NO = ("no", "yes")


@dataclass(frozen=True, slots=True)
class Attempt:
    """What was picked or typed and is not on the disk: shown as it was left, with the reason.

    Attributes:
        code: Option or reason that was picked; ``None`` if something was typed.
        text: What was typed; ``None`` if an option was picked.
        sentence: Why it is not stored.
        refused: Whether the form refuses it; else the disk did.
    """

    key: AnswerKey
    sentence: str
    code: str | None = None
    text: str | None = None
    refused: bool = False


@dataclass(frozen=True, slots=True)
class Asking:
    """A step that is being asked, with what did not get stored.

    Attributes:
        kept: Text that is typed but not committed yet, by question.
        proposed: What is known from elsewhere, by question: shown as chosen, stored by going on.
        told: Which of it was told earlier in the conversation.
    """

    conversation: Conversation
    step: StepId
    attempt: Attempt | None = None
    kept: Mapping[AnswerKey, str] = field(default_factory=dict)
    proposed: Mapping[AnswerKey, str] = field(default_factory=dict)
    told: Mapping[AnswerKey, Carry] = field(default_factory=dict)

    @property
    def evaluation(self) -> Evaluation:
        """Return what the step's answers mean."""
        return self.conversation.records[self.step].evaluation

    def proposal(self, key: AnswerKey) -> str | None:
        """Return the option that going on would store where nothing stands yet."""
        record = self.conversation.records[self.step]
        if key in record.answers.given:
            return None
        initial = record.evaluation.form.items[key.link_id].initial
        if key not in self.proposed and isinstance(initial, str) and not record.is_begun:
            return initial
        return self.proposed.get(key)


def question_model(asking: Asking, key: AnswerKey, *, first_digit: int | None = 1) -> QuestionModel:
    """Return the question with what stands there.

    Args:
        first_digit: Key of the first option; ``None`` where digits have other work.
    """
    item = asking.evaluation.form.items[key.link_id]
    answer = asking.evaluation.answers.given.get(key)
    attempt = asking.attempt if asking.attempt is not None and asking.attempt.key == key else None
    proposal = asking.proposal(key)
    chosen = _chosen(item, answer, attempt) or frozenset({proposal} if proposal else ())
    options = _options(item, chosen, first_digit)
    after = None if first_digit is None else first_digit + len(options)
    refused = attempt is not None and attempt.refused
    sentence = attempt.sentence if attempt is not None else ""
    return QuestionModel(
        key=str(key),
        kind=_kind(item),
        text=text_of(item.text),
        help=text_of(item.help),
        hint=_hint(item, asking.conversation.circumstances.today),
        told=_told_before(asking, key),
        options=options,
        reasons=_reasons(item, chosen, after),
        value=_value(asking, key, answer, attempt),
        optional=not item.required,
        error=sentence if refused else "",
        unsaved=sentence if not refused else "",
        searchable=len(item.answer_option) > _KEYS,
    )


def question_page(asking: Asking, stop: Stop) -> QuestionPage:
    """Return the page that asks one question."""
    key = stop.key
    if key is None:
        raise ValueError(stop.kind)
    evaluation = asking.evaluation
    item = evaluation.form.items[key.link_id]
    said = audience_of(evaluation, item) is Audience.PERSON
    model = question_model(asking, key)
    answered = key in evaluation.effective
    must = item.required and bool(item.absent) and not answered and asking.proposal(key) is None
    return QuestionPage(
        progress=_progress(asking, stop),
        group=" · ".join(groups_around(evaluation, key)),
        lead=_lead(asking, stop, key, said=said),
        is_said=said,
        question=model,
        note=" ".join((*_aside(asking, key, said=said), *filter(None, [model.help]))),
        may_skip=not answered and not must,
        missing=_missing() if must else "",
    )


def audience_of(evaluation: Evaluation, item: Item) -> Audience:
    """Return for whom an item is worded: its own word, its groups', else the form's."""
    form = evaluation.form
    around = reversed(form.around[item.link_id])
    stated = [one.audience for one in (item, *around) if one.audience is not None]
    return stated[0] if stated else form.questionnaire.audience


def _kind(item: Item) -> QuestionKind:
    if item.answer_option:
        return "multiple" if item.repeats else "single"
    return _KINDS.get(item.type, "line")


def _chosen(item: Item, answer: Answer | None, attempt: Attempt | None) -> frozenset[str]:
    stands = _codes(answer)
    if attempt is None or attempt.code is None:
        return stands
    return stands ^ {attempt.code} if item.repeats else frozenset({attempt.code})


def _codes(answer: Answer | None) -> frozenset[str]:
    if answer is None:
        return frozenset()
    if answer.absent is not None:
        return frozenset({_reason_code(answer.absent)})
    return frozenset(map(str, answer.values))


def _reason_code(reason: AbsentReason) -> str:
    return f"absent:{reason.value}"


def reason_of(code: str) -> AbsentReason | None:
    """Return the reason that a picked code stands for, if it is one."""
    return AbsentReason(code.removeprefix("absent:")) if code.startswith("absent:") else None


def _options(item: Item, chosen: frozenset[str], first: int | None) -> tuple[OptionModel, ...]:
    return tuple(
        OptionModel(
            code=option.code,
            text=text_of(option.display),
            digit=_digit(first, at),
            chosen=option.code in chosen,
        )
        for at, option in enumerate(item.answer_option)
    )


def _reasons(item: Item, chosen: frozenset[str], first: int | None) -> tuple[OptionModel, ...]:
    typed = not item.answer_option
    return tuple(
        OptionModel(
            code=_reason_code(reason),
            text=absent_in_words(reason),
            digit=None if typed else _digit(first, at),
            chosen=_reason_code(reason) in chosen,
        )
        for at, reason in enumerate(item.absent)
    )


def _digit(first: int | None, at: int) -> int | None:
    """Return the key: 1 to 9, then 0 for the tenth; there are no more."""
    if first is None or first + at > _KEYS:
        return None
    return (first + at) % _KEYS


def _value(asking: Asking, key: AnswerKey, answer: Answer | None, attempt: Attempt | None) -> str:
    if attempt is not None and attempt.text is not None:
        return attempt.text
    if key in asking.kept:
        return asking.kept[key]
    if answer is None or answer.absent is not None:
        return ""
    return ", ".join(map(str, answer.values))


def _told_before(asking: Asking, key: AnswerKey) -> str:
    """Say from which question the answer is known that is shown as chosen."""
    carry = asking.told.get(key)
    if carry is None or asking.proposal(key) is None:
        return ""
    step, _slash, link_id = carry.from_.partition("/")
    item = asking.conversation.records[StepId(step)].evaluation.form.items[LinkId(link_id)]
    # Translators: sv "Sagt tidigare: {question}. Enter bekräftar, ett annat svar ersätter det."
    text = _("Told earlier: {question}. Enter confirms it, another answer replaces it.")
    return text.format(question=label_of(item))


def _hint(item: Item, today: dt.date) -> str:
    if item.type is ItemType.DATE:
        # Translators: ways to write a date; sv "Till exempel {examples}."
        return _("For example {examples}.").format(examples=date_examples(item, today))
    if item.min_value is not None and item.max_value is not None:
        return _("From {minimum} to {maximum}.").format(minimum=item.min_value, maximum=item.max_value)
    return ""


def _progress(asking: Asking, stop: Stop) -> str:
    own = [
        one
        for one in stops(asking.conversation, frozenset({asking.step}))
        if one.step == asking.step
        and one.kind in {StopKind.QUESTION, StopKind.OUTCOME}
        and _beside(one.key, stop.key)
    ]
    # Translators: sv "Fråga {number} av {count}".
    return _("Question {number} of {count}").format(number=own.index(stop) + 1, count=len(own))


def _beside(one: AnswerKey | None, other: AnswerKey | None) -> bool:
    """Tell whether two questions stand in the same entry, or both outside any."""
    return one is not None and other is not None and one.instance == other.instance


def groups_around(evaluation: Evaluation, key: AnswerKey) -> list[str]:
    """Return the titles around a question; an entry goes by its own name."""
    titles: list[str] = []
    depth = 0
    for group in evaluation.form.around[key.link_id]:
        if group.is_repeating_group:
            depth += 1
            titles.append(instance_name(evaluation, AnswerKey(group.link_id, key.instance[:depth])))
        elif group.text:
            titles.append(text_of(group.text))
    return titles


def _displays_before(asking: Asking, key: AnswerKey) -> list[Item]:
    """Return what stands between the question before and this one."""
    found: list[Item] = []
    for place in asking.evaluation.places:
        if place.key == key:
            break
        if place.item.is_answerable and place.enabled:
            found.clear()
        elif place.item.type is ItemType.DISPLAY and place.enabled:
            found.append(place.item)
    return found


def said_before(asking: Asking, key: AnswerKey) -> tuple[str, ...]:
    """Return what the form says to the person between the question before and this one."""
    items = _displays_before(asking, key)
    return tuple(text_of(item.text) for item in items if _is_said(asking.evaluation, item))


def _aside(asking: Asking, key: AnswerKey, *, said: bool) -> tuple[str, ...]:
    """Return what staff read and the person does not hear, such as that a wording is adapted."""
    items = _displays_before(asking, key) if said else ()
    return tuple(text_of(item.text) for item in items if not _is_said(asking.evaluation, item))


def _lead(asking: Asking, stop: Stop, key: AnswerKey, *, said: bool) -> tuple[str, ...]:
    """Return the words between the question before and this one, also those that end a step.

    Args:
        said: Only what is said to the person; else what staff read too.
    """
    items = _displays_before(asking, key)
    found = [text_of(item.text) for item in items if not said or _is_said(asking.evaluation, item)]
    earlier = before(asking.conversation, stop, frozenset({asking.step}))
    if earlier is None or earlier.kind is not StopKind.QUESTION or earlier.step in {None, stop.step}:
        return tuple(found)
    return (*words_after(asking.conversation, earlier.step), *found)


def words_after(conversation: Conversation, step_id: StepId | None) -> tuple[str, ...]:
    """Return what is said to the person after the last question of a step."""
    record = conversation.records.get(step_id) if step_id is not None else None
    if record is None or not record.is_begun:
        return ()
    found: list[str] = []
    for place in record.evaluation.places:
        if place.enabled and place.item.is_answerable:
            found.clear()
        elif place.enabled and _is_said(record.evaluation, place.item):
            found.append(text_of(place.item.text))
    return tuple(found)


def _is_said(evaluation: Evaluation, item: Item) -> bool:
    return item.type is ItemType.DISPLAY and audience_of(evaluation, item) is Audience.PERSON


def _missing() -> str:
    # Translators: beside a button that waits for an answer, or for why there is none; sv "Inget svar än".
    return _("No answer yet")
