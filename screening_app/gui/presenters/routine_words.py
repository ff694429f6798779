"""The items of a unit's routine in the words of the interface: what to write, and how they stand."""

import datetime as dt
from collections.abc import Callable, Mapping

from screening_app.domain.unit_routine import (
    MAY_BE_EMPTY,
    NOT_TEXT,
    ConsentNeed,
    Reach,
    RoutineItem,
    UnitRoutine,
)
from screening_app.gui.presenters.wording import day_in_words, text_of
from screening_app.i18n import N_, gettext, ngettext
from screening_app.i18n import gettext as _
from screening_app.questionnaire.pack_documents import DocumentSection, DocumentType
from screening_app.questionnaire.pathway import Pathway, Step
from screening_app.services.asked_before import AskedBefore
from screening_app.services.begin import pathways_allowed
from screening_app.services.session import Session
from screening_app.services.unit_routine import step_address, switchable_steps

KIND = "unit-routine"

_HINTS: Mapping[RoutineItem, str] = {
    RoutineItem.WHO_ASKS: N_("Which professions ask, and who asks when they are away."),
    RoutineItem.WHICH: N_("Which patients or clients: by age, visit or service."),
    RoutineItem.WHEN: N_("At which visit or step the question is asked."),
    RoutineItem.INTERVAL: N_(
        "In months. Whoever prepares a conversation sees when the person was last asked."
    ),
    RoutineItem.HOW: N_("Alone, in which room, with which questions; what to do on the telephone."),
    RoutineItem.INTERPRETER: N_("The agency, how to book, and that no relative interprets."),
    RoutineItem.ON_YES: N_("What is done the same day, by whom, and who is told."),
    RoutineItem.ON_NO: N_("What is said, and when the question is asked again."),
    RoutineItem.ON_DECLINED: N_("What is offered, and when the question is asked again."),
    RoutineItem.INJURED: N_("Who examines and photographs, where, and how soon."),
    RoutineItem.EARLIER: N_("What is offered when the violence lies further back."),
    RoutineItem.MINORS: N_("How children and young people are asked, and who talks with them."),
    RoutineItem.PROTECTION: N_("Whom to call when somebody cannot go home safely; day and night."),
    RoutineItem.INFORMATION: N_("Which leaflets, cards and pages are offered; nothing goes home unasked."),
    RoutineItem.WHERE: N_("To whom the unit refers, and how."),
    RoutineItem.FOLLOW_UP: N_("Who follows up, when, and how the person is reached safely."),
    RoutineItem.STAFF: N_("Whom to talk to afterwards."),
    RoutineItem.RECORD: N_("Under which protected heading it is written, and what is never written openly."),
    RoutineItem.REPORT: N_("Who writes, on which form, to which address, and who telephones first."),
    RoutineItem.STEPS: N_(
        "A step that is not in use is not offered in new conversations; answers given stay."
    ),
}

_REACH: Mapping[Reach, str] = {
    Reach.EVERYONE: N_("Everyone"),
    Reach.GROUPS: N_("Everyone in certain groups"),
    Reach.SIGNS: N_("On signs or symptoms"),
}

_CONSENT: Mapping[ConsentNeed, str] = {
    ConsentNeed.NEEDED: N_("The person must agree first"),
    ConsentNeed.NOT_NEEDED: N_("No consent needed"),
    ConsentNeed.DEPENDS: N_("Consent depends on the case"),
}


def sections_of(session: Session) -> tuple[DocumentSection, ...]:
    """Return the parts of the routine in the order of its document.

    Raises:
        PackEntryNotFound: If the country's pack has none.
    """
    return paper_of(session).section


def paper_of(session: Session) -> DocumentType:
    """Return the document that the routine is printed as. Raises as ``sections_of``."""
    return session.forms.packs(session.unit.country).documents.document(KIND)


def items_of(session: Session) -> tuple[RoutineItem, ...]:
    """Return the items in that order. Raises as ``sections_of``."""
    return tuple(RoutineItem(field.id) for section in sections_of(session) for field in section.field)


def label_of_item(session: Session, item: RoutineItem) -> str:
    """Return what an item is called. Raises as ``sections_of``."""
    fields = (field for section in sections_of(session) for field in section.field)
    return text_of(next(field.label for field in fields if field.id == item))


def hint_of(item: RoutineItem) -> str:
    """Return what to write there; empty for what has a page of its own."""
    return gettext(_HINTS[item]) if item in _HINTS else ""


def reach_in_words(reach: Reach) -> str:
    """Return who is asked, as a rule."""
    return gettext(_REACH[reach])


def consent_in_words(consent: ConsentNeed) -> str:
    """Return whether the person must agree before a contact is turned to."""
    return gettext(_CONSENT[consent])


def months_in_words(months: int) -> str:
    """Return a time in months."""
    return ngettext("{count} month", "{count} months", months).format(count=months)


def steps_of_unit(session: Session) -> tuple[tuple[Pathway, Step], ...]:
    """Return the optional steps that this unit may turn off, with their pathways."""
    pathways = [session.forms.pathway(choice.canonical) for choice in pathways_allowed(session)]
    return tuple((pathway, step) for pathway in pathways for step in switchable_steps(pathway))


def item_in_words(session: Session, routine: UnitRoutine, item: RoutineItem) -> str:
    """Return what stands at an item; empty if nothing does."""
    if item not in NOT_TEXT:
        reach = reach_in_words(routine.reach) if item is RoutineItem.WHICH and routine.reach else ""
        return "\n".join(filter(None, (reach, routine.texts.get(item, ""))))
    said: Mapping[RoutineItem, Callable[[], str]] = {
        RoutineItem.INTERVAL: lambda: months_in_words(routine.months) if routine.months else "",
        RoutineItem.CONTACTS: lambda: _contacts(routine),
        RoutineItem.STEPS: lambda: _steps(session, routine),
    }
    return said[item]()


def missing_in_words(count: int) -> str:
    """Return a sentence on what is missing before the unit goes live; empty when nothing is (W-1)."""
    total = len(RoutineItem) - len(MAY_BE_EMPTY)
    if not count:
        return ""
    # Translators: of a unit's routine; sv "Före start: {count} av {total} punkter i rutinen är inte ifyllda."
    said = ngettext(
        "Before you begin: {count} of {total} items of the routine is not filled in.",
        "Before you begin: {count} of {total} items of the routine are not filled in.",
        count,
    )
    return said.format(count=count, total=total)


def _contacts(routine: UnitRoutine) -> str:
    count = len(routine.contacts)
    if not count:
        return ""
    # Translators: sv "{count} lokal kontakt", "{count} lokala kontakter".
    return ngettext("{count} local contact", "{count} local contacts", count).format(count=count)


def _steps(session: Session, routine: UnitRoutine) -> str:
    steps = steps_of_unit(session)
    if not steps:
        return _("Every step of this unit's conversations is needed.")
    off = [text_of(step.title) for way, step in steps if step_address(way, step.id) in routine.steps_off]
    # Translators: {steps} is a list of titles; sv "Används inte: {steps}".
    return _("Not in use: {steps}").format(steps=", ".join(off)) if off else _("All are in use.")


def routine_of_asking(session: Session, routine: UnitRoutine) -> tuple[tuple[str, str], ...]:
    """Return label and text of what the routine says before the question; what is missing says so (W-1)."""
    said = tuple(
        (label_of_item(session, item), item_in_words(session, routine, item))
        for item in (RoutineItem.WHICH, RoutineItem.WHEN, RoutineItem.HOW)
        if routine.has(item)
    )
    missing = missing_in_words(len(routine.missing))
    return (*said, ("", missing)) if missing else said


def last_asked_in_words(before: AskedBefore, today: dt.date) -> str:
    """Return when somebody was last asked, and whether that is sooner than the routine says."""
    if before.on is None:
        return ""
    day = day_in_words(before.on)
    if before.again_from is not None and before.is_early(today):
        # Translators: sv "Personen fick frågan senast {day}. Enligt rutinen ställs den igen från {again}."
        said = _("The person was last asked on {day}. By the routine the question is put again from {again}.")
        return said.format(day=day, again=day_in_words(before.again_from))
    # Translators: sv "Personen fick frågan senast {day}."
    return _("The person was last asked on {day}.").format(day=day)
