"""The panels of a conversation: contacts for what was told, documents, follow-up; to look at (W-10)."""

from collections.abc import Iterator

from screening_app.domain.ids import LinkId, StepId
from screening_app.gui.presenters.flow import Stop, stop_of
from screening_app.gui.presenters.known_contact_words import about_contact, confirmed_in_words
from screening_app.gui.presenters.outcome import stated
from screening_app.gui.presenters.panel_models import PanelGroup, PanelPage, PanelRow, PanelWay
from screening_app.gui.presenters.panel_steps import DANGER, DOCUMENT, REFER
from screening_app.gui.presenters.screens import Screen
from screening_app.gui.presenters.walk import Walk
from screening_app.gui.presenters.wording import answer_in_words, label_of, text_of
from screening_app.i18n import gettext as _
from screening_app.services.conversation_state import Conversation
from screening_app.services.needs import Need, needs_of

_NEXT = (LinkId("next-kind"), LinkId("next-date"))
"""What was agreed on the next contact, in whichever step it is asked."""


def place_behind(walk: Walk, step_id: StepId) -> Stop | Screen | None:
    """Return what a step opens: a page that asks, or a panel; ``None`` stands for the emergency panel.

    A page that asks is one where something is missing, else the first of the step.
    """
    conversation = walk.conversation
    step = conversation.step(step_id).step
    if step.panel == DANGER:
        return None
    if step.panel is not None:
        return _panel(walk, step.panel, text_of(step.title))
    walk.entered |= {step_id}
    record = conversation.records[step_id]
    missing = record.evaluation.missing
    return stop_of(conversation, step_id, missing[0] if record.is_begun and missing else None)


def _panel(walk: Walk, panel: str, title: str) -> PanelPage:
    if panel == REFER:
        return _contacts(walk, title)
    return _documents(walk, title) if panel == DOCUMENT else _follow_up(walk, title)


def _contacts(walk: Walk, title: str) -> PanelPage:
    needs = needs_of(walk.session, walk.conversation)
    raised = [need for need in needs if need.is_raised]
    others = [need for need in needs if not need.is_raised and need.contacts]
    lead = (
        # Translators: over contacts for what a person told of; sv "För det som svaren visar."
        _("For what the answers tell of.")
        if raised
        else _("No answer so far tells of a need. These are all contacts.")
    )
    titled = [(text_of(need.kind.label), need) for need in raised]
    titled += [(_otherwise(text_of(need.kind.label), besides=bool(raised)), need) for need in others]
    return PanelPage(
        heading=title,
        lead=lead,
        groups=tuple(_group(walk, name, need) for name, need in titled),
        ways=(),
    )


def _otherwise(label: str, *, besides: bool) -> str:
    # Translators: before the name of a need that no answer tells of; sv "Annars: {need}".
    return _("Otherwise: {need}").format(need=label) if besides else label


def _group(walk: Walk, title: str, need: Need) -> PanelGroup:
    offered = ""
    if need.offered is not None:
        item, answer = need.offered
        offered = answer_in_words(item, answer)
    elif need.is_raised and need.kind.offer is not None:
        # Translators: of a contact that nobody has offered yet; sv "Inte erbjudet än".
        offered = _("Not offered yet")
    today = walk.session.today()
    return PanelGroup(
        title=title,
        said=offered,
        rows=tuple(
            PanelRow(
                text=text_of(contact.name),
                number=contact.number,
                second=about_contact(contact, with_number=False),
                badge=confirmed_in_words(contact, today),
                is_open=contact.is_stale,
            )
            for contact in need.contacts
        ),
    )


def _documents(walk: Walk, title: str) -> PanelPage:
    if not walk.conversation.is_closed:
        return PanelPage(
            heading=title,
            lead=_(
                "Documents and the text for the journal are written from answers that are signed: close the "
                "conversation first. The page after closing leads to both."
            ),
            groups=(),
            ways=(),
        )
    return PanelPage(
        heading=title,
        lead="",
        groups=(),
        ways=(
            PanelWay(act="compose", text=_("Write a document"), digit=1),
            PanelWay(act="journal", text=_("Text for the journal"), digit=2),
        ),
    )


def _follow_up(walk: Walk, title: str) -> PanelPage:
    agreed = tuple(_agreed(walk.conversation))
    step = next((step for step, _said in agreed), None)
    rows = tuple(PanelRow(text=said, number="", second="", badge="", is_open=False) for _step, said in agreed)
    can_change = step is not None and not walk.conversation.is_closed
    return PanelPage(
        heading=title,
        lead=_("What was agreed on the next contact is kept with the conversation.")
        if rows
        else _("Nothing is agreed on the next contact yet. It is asked together with further help."),
        # Translators: heading; sv "Överenskommet".
        groups=(PanelGroup(title=_("Agreed"), said="", rows=rows),) if rows else (),
        # Translators: opens the questions about the next contact; sv "Ändra det överenskomna".
        ways=(PanelWay(act="open_step", argument=str(step), text=_("Change what was agreed"), digit=1),)
        if can_change
        else (),
    )


def _agreed(conversation: Conversation) -> Iterator[tuple[StepId, str]]:
    for state in conversation.state.steps:
        record = conversation.records.get(state.step.id)
        if record is None or not state.enabled:
            continue
        for key, answer in record.evaluation.effective.items():
            if key.link_id in _NEXT:
                item = record.evaluation.form.items[key.link_id]
                yield state.step.id, stated(label_of(item), answer_in_words(item, answer))
