"""The entries of a repeating group, such as children: adding one, taking one away, and the way back."""

from screening_app.domain.answers import AnswerKey
from screening_app.domain.events import Change, EventKind
from screening_app.gui.presenters.flow import Stop, StopKind, stop_of, stops
from screening_app.gui.presenters.walk import Walk
from screening_app.services.conversation import add_instance, make_change
from screening_app.services.conversation_state import Conversation


def list_of_entries(walk: Walk) -> Stop | None:
    """Return the page that lists the entries of the step shown, if it has one."""
    own = [one for one in stops(walk.conversation, walk.entered) if one.step == walk.stop.step]
    return next((one for one in own if one.kind is StopKind.GROUP), None)


def add_entry(walk: Walk) -> Stop | None:
    """Add an entry to the list shown; return the page of its first question, or nothing if it failed."""
    step_id, group = walk.stop.step, walk.stop.key
    if step_id is None or group is None:
        return None
    added: list[AnswerKey] = []

    def add() -> Conversation:
        conversation, key = add_instance(walk.session, walk.conversation, step_id, group)
        added.append(key)
        return conversation

    return stop_of(walk.conversation, step_id, added[0]) if walk.commit(add) else None


def take_entry_away(walk: Walk, where: AnswerKey) -> None:
    """Take an entry away; the first time only asks, on the page itself."""
    step_id = walk.stop.step
    if walk.removing != where or step_id is None:
        walk.removing = where
        return
    walk.removing = None
    change = Change(kind=EventKind.INSTANCE_REMOVED, key=where)
    walk.commit(lambda: make_change(walk.session, walk.conversation, step_id, change))
    walk.stay()
