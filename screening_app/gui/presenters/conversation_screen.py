"""From where a conversation stands to what its page shows."""

from screening_app.domain.answers import AnswerKey
from screening_app.gui.presenters.closing import closed_page, closing_page
from screening_app.gui.presenters.conversation_models import FrameModel
from screening_app.gui.presenters.flow import StopKind
from screening_app.gui.presenters.flow import before as stop_before
from screening_app.gui.presenters.groups import group_page
from screening_app.gui.presenters.hand_over_ask import may_hand_over
from screening_app.gui.presenters.held_words import begun_or_held, held_on_paper
from screening_app.gui.presenters.marks_models import MarksPage
from screening_app.gui.presenters.marks_page import marks_page
from screening_app.gui.presenters.outcome import outcome_page
from screening_app.gui.presenters.questions import question_page
from screening_app.gui.presenters.rail import rail_places
from screening_app.gui.presenters.routine_words import last_asked_in_words, routine_of_asking
from screening_app.gui.presenters.screens import Screen
from screening_app.gui.presenters.staff_pages import gate_page, inform_page, prepare_page
from screening_app.gui.presenters.walk import Walk
from screening_app.i18n import gettext as _
from screening_app.services.marks import may_mark_restricted

_EARLY = frozenset({StopKind.PREPARE, StopKind.GATE})
_SAYS_HOW = _EARLY | {StopKind.INFORM, StopKind.CLOSING}
"""Pages on which something is confirmed that was done then, and not asked now."""


def screen_of(walk: Walk) -> Screen:
    """Return the page."""
    if walk.overlay is not None:
        return walk.overlay
    if walk.conversation.is_closed:
        return closed_page(walk.conversation, walk.dropped)
    return _screen_of_stop(walk)


def _screen_of_stop(walk: Walk) -> Screen:
    stop = walk.stop
    key = stop.key or AnswerKey.parse("")
    match stop.kind:
        case StopKind.PREPARE:
            before = walk.asked_before
            return prepare_page(
                walk.asking,
                asked=last_asked_in_words(before, walk.conversation.circumstances.today),
                routine=routine_of_asking(walk.session, before.routine),
            )
        case StopKind.GATE:
            return gate_page(walk.asking, reasons=walk.asks_reason, then=walk.then)
        case StopKind.INFORM:
            return inform_page(walk.asking)
        case StopKind.QUESTION:
            return question_page(walk.asking, stop)
        case StopKind.GROUP:
            return group_page(walk.asking, key, walk.removing)
        case StopKind.MARKS:
            return _marks(walk, key)
        case StopKind.OUTCOME:
            return outcome_page(walk.conversation, walk.asking, key)
    earlier = stop_before(walk.conversation, stop, walk.entered)
    last = earlier.step if earlier is not None else None
    return closing_page(walk.conversation, last, walk.because)


def _marks(walk: Walk, group: AnswerKey) -> MarksPage:
    return marks_page(
        walk.asking,
        group,
        walk.marks,
        glossary=walk.session.forms.packs(walk.session.unit.country).glossary,
        removing=walk.removing,
        restricted=may_mark_restricted(walk.session),
    )


def frame_of(walk: Walk) -> FrameModel:
    """Return what stands around the page."""
    conversation = walk.conversation
    glossary = walk.session.forms.packs(walk.session.unit.country).glossary
    closed = conversation.is_closed
    says_how = walk.stop.kind in _SAYS_HOW and walk.overlay is None and not closed
    # Before the question and after somebody came in, who is in the room is not known.
    private = not closed and walk.stop.kind not in _EARLY
    return FrameModel(
        case=walk.case.number,
        started=begun_or_held(conversation.screening, walk.session.today()),
        standing=held_on_paper(conversation.screening, walk.session.today()) if says_how else "",
        on_paper=conversation.screening.asked_at is not None,
        can_hand_over=may_hand_over(walk),
        rail=rail_places(conversation, glossary, walk.stop),
        # Translators: sv "Sparat {time}".
        saved=_("Saved {time}").format(time=walk.saved) if walk.saved else "",
        banner=walk.banner,
        alarm=walk.alarms.banner() if private else None,
        can_go_back=not closed,
        can_interrupt=may_be_interrupted(walk),
        shows_note=walk.shows_note,
    )


def may_be_interrupted(walk: Walk) -> bool:
    """Tell whether "somebody came in" may be said now: while what is asked can be heard."""
    return not walk.conversation.is_closed and walk.stop.kind not in _EARLY and walk.overlay is None
