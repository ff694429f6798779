"""The pages before the first question: prepare, the gate, and what is told first (W-1 to W-3)."""

from collections.abc import Iterator
from dataclasses import replace

from screening_app.domain.answers import AnswerKey
from screening_app.domain.ids import LinkId, StepId
from screening_app.engine.evaluation import Place
from screening_app.gui.presenters.conversation_models import (
    GatePage,
    GateRow,
    InformPage,
    OptionModel,
    PlaceStep,
    PreparePage,
    QuestionModel,
)
from screening_app.gui.presenters.flow import gate_waits_for, is_asked, on_inform_page
from screening_app.gui.presenters.questions import Asking, question_model
from screening_app.gui.presenters.rail import optional_steps, step_rows
from screening_app.gui.presenters.wording import answer_in_words, label_of, text_of
from screening_app.i18n import gettext as _
from screening_app.questionnaire.conditions import asked
from screening_app.questionnaire.model import Item, ItemType
from screening_app.questionnaire.predicate import QuestionIs
from screening_app.services.conversation_state import Conversation

_KEYS = 9
_MOST_LETTERS = 44
"""As much as two lines beside the buttons hold, with what stands around it."""


def prepare_page(
    asking: Asking, *, asked: str = "", routine: tuple[tuple[str, str], ...] = ()
) -> PreparePage:
    """Return the page with the few questions of staff.

    Args:
        asked: When the person was last asked.
        routine: What the unit's routine says of asking.
    """
    places = [place for place in asking.evaluation.places if place.enabled and is_asked(place.item)]
    open_keys = [key for key in asking.evaluation.missing if asking.proposal(key) is None]
    missing = [label_of(place.item) for place in places if place.key in open_keys]
    return PreparePage(
        heading=_step_title(asking),
        questions=tuple(question_model(asking, place.key) for place in places),
        notes=tuple(_displays(asking)),
        missing=_left(missing),
        asked=asked,
        routine=routine,
    )


def gate_page(asking: Asking, *, reasons: bool, then: StepId | None = None) -> GatePage:
    """Return every condition on one page; open ones are those that keep the gate closed.

    Args:
        reasons: Ask why the question cannot be asked now, instead.
        then: What staff write once the reason is stored.
    """
    cannot = cannot_ask_key(asking.conversation)
    why = question_model(asking, cannot) if reasons and cannot is not None else None
    rows = tuple(_rows(asking, cannot))
    open_rows = [_short(asking, row) for row in rows if not row.done]
    return GatePage(
        heading=_step_title(asking),
        lead=_gate_lead(asking.conversation),
        rows=rows,
        missing=_left(open_rows),
        reasons=why,
        also=_also(asking.conversation, first=len(why.options) + 1) if why is not None else (),
        then=str(then or ""),
    )


def _gate_lead(conversation: Conversation) -> str:
    if conversation.screening.asked_at is not None:
        # Translators: of a conversation that was held on paper and is entered afterwards.
        return _("Tick what held then. Where something did not hold, the question was not asked.")
    # Translators: sv "Allt ska stämma. Annars frågar vi en annan gång."
    return _("Everything must hold. Otherwise we ask another time.")


def _also(conversation: Conversation, *, first: int) -> tuple[PlaceStep, ...]:
    """Return steps of staff's own that stay open although nothing was asked: a suspicion (W-4)."""
    own = [
        step_id
        for step_id in optional_steps(conversation)
        if step_id in conversation.records
        and conversation.records[step_id].evaluation.form.questionnaire.audience == "staff"
    ]
    return step_rows(conversation, own, first=first)


def cannot_ask_key(conversation: Conversation) -> AnswerKey | None:
    """Return the question that holds why nothing was asked."""
    for outcome in conversation.pathway.pathway.outcome:
        if outcome.reason is not None:
            return AnswerKey(LinkId(outcome.reason.partition("/")[2]))
    return None


def _rows(asking: Asking, cannot: AnswerKey | None) -> Iterator[GateRow]:
    waits = set(gate_waits_for(asking.conversation, asking.step))
    places = [place for place in asking.evaluation.places if place.enabled and is_asked(place.item)]
    conditions = [place for place in places if _owner(place.item, asking) is None and place.key != cannot]
    for at, place in enumerate(conditions):
        details = [one for one in places if _owner(one.item, asking) == place.key.link_id]
        keys = {place.key, *(one.key for one in details)}
        models = [_detail(asking, one.key, waited_for=one.key in waits) for one in details]
        yield _row(asking, place, models, done=not keys & waits, digit=at + 1 if at < _KEYS else None)


def _detail(asking: Asking, key: AnswerKey, *, waited_for: bool) -> QuestionModel:
    model = question_model(asking, key, first_digit=None)
    # The form lets it be empty, but the gate does not open without it.
    return replace(model, optional=model.optional and not waited_for)


def _row(
    asking: Asking, place: Place, details: list[QuestionModel], *, done: bool, digit: int | None
) -> GateRow:
    answer = asking.evaluation.answers.given.get(place.key)
    model = question_model(asking, place.key, first_digit=None)
    good = model.options[0]
    return GateRow(
        key=str(place.key),
        digit=digit,
        text=model.text,
        help=model.help,
        good=good.text,
        good_code=good.code,
        answer=answer_in_words(place.item, answer) if answer is not None else "",
        done=done and answer is not None,
        others=model.options if _has_more(model.options) else (),
        details=tuple(details),
    )


def _has_more(options: tuple[OptionModel, ...]) -> bool:
    """Tell whether there is more to say than that the condition holds or does not."""
    return len(options) > len(("holds", "does not"))


def _owner(item: Item, asking: Asking) -> LinkId | None:
    """Return the condition that an item is a detail of: the one its ``enableWhen`` reads."""
    around = asking.evaluation.form.around[item.link_id]
    for one in (item, *around):
        if one.enable_when is not None:
            for part in asked(one.enable_when, ()):
                if isinstance(part.leaf, QuestionIs):
                    return LinkId(part.leaf.question)
    return None


def _short(asking: Asking, row: GateRow) -> str:
    item = asking.evaluation.form.items[AnswerKey.parse(row.key).link_id]
    return label_of(item).lower()


def inform_page(asking: Asking) -> InformPage:
    """Return what is said first, and the one action that says it was said (W-3)."""
    evaluation = asking.evaluation
    own = on_inform_page(evaluation)
    said = AnswerKey(own[-1])
    places = [place for place in evaluation.places if place.enabled]
    before = [place.key for place in places if place.key.link_id in own[:-1]]
    texts = [place.item for place in places if place.item.type is ItemType.DISPLAY]
    return InformPage(
        heading=_step_title(asking),
        kind=question_model(asking, before[0], first_digit=None) if before else None,
        script=tuple(text_of(item.text) for item in texts),
        notes=tuple(text_of(item.help) for item in texts if item.help),
        said=question_model(asking, said),
    )


def _step_title(asking: Asking) -> str:
    return text_of(asking.conversation.step(asking.step).step.title)


def _displays(asking: Asking) -> Iterator[str]:
    for place in asking.evaluation.places:
        if place.enabled and place.item.type is ItemType.DISPLAY:
            yield text_of(place.item.text)


def _left(names: list[str]) -> str:
    if not names:
        return ""
    named = [name[:1].lower() + name[1:] for name in names[:2]]
    if len(", ".join(named)) > _MOST_LETTERS:
        named = named[:1]
    more = len(names) - len(named)
    if more:
        # Translators: {what} is a list such as "interpreter, screen"; sv "Återstår: {what} och {count} till".
        return _("Left: {what} and {count} more").format(what=", ".join(named), count=more)
    if len(named) == 1:
        # Translators: one condition or question that is still open; sv "Återstår: {what}".
        return _("Left: {what}").format(what=named[0])
    # Translators: two conditions that are still open, such as interpreter and screen.
    return _("Left: {one} and {other}").format(one=named[0], other=named[1])
