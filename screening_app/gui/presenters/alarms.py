"""Answers that call for action at once: above every page until somebody has turned to Emergency (W-5)."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from screening_app.domain.ids import StepId
from screening_app.domain.result import Flag, FlagLevel
from screening_app.engine.evaluation import Evaluation
from screening_app.gui.presenters.conversation_models import BannerModel
from screening_app.gui.presenters.entry_names import entry_name
from screening_app.gui.presenters.wording import text_of
from screening_app.i18n import ngettext
from screening_app.services.conversation_state import Conversation

_PANEL = "danger-panel"
_MOST = 2
"""So many lines stand in the banner, the question below it; the panel has them all."""
Place = tuple[StepId, str, tuple[int, ...]]


@dataclass(frozen=True, slots=True)
class Alarm:
    """An immediate flag, once for each entry whose answers raise it.

    Attributes:
        place: Step, flag and entry.
        text: What the flag says, with the name of the entry, such as a child, before it.
        leads: Whether the flag itself calls for the panel.
    """

    place: Place
    text: str
    leads: bool


def alarms_of(conversation: Conversation) -> tuple[Alarm, ...]:
    """Return every answer that calls for action at once, what calls for the panel first."""
    found = [
        alarm
        for state in conversation.state.steps
        if state.enabled and state.step.id in conversation.records
        for flag in conversation.records[state.step.id].evaluation.flags
        if flag.level is FlagLevel.IMMEDIATE
        for alarm in _of_flag(state.step.id, conversation.records[state.step.id].evaluation, flag)
    ]
    return _urgent_first(found)


def _of_flag(step: StepId, evaluation: Evaluation, flag: Flag) -> Iterator[Alarm]:
    entries = dict.fromkeys(one.key.instance for one in flag.evidence)
    keys = {one.key.instance: one.key for one in flag.evidence}
    for instance in entries or ((),):
        name = entry_name(evaluation, keys[instance]) if instance else ""
        text = text_of(flag.text)
        yield Alarm((step, flag.id, instance), f"{name}: {text}" if name else text, _PANEL in flag.action)


def _urgent_first(alarms: Sequence[Alarm]) -> tuple[Alarm, ...]:
    return tuple(sorted(alarms, key=lambda one: not one.leads))


@dataclass
class Alarms:
    """Which of them nobody has turned to yet.

    Attributes:
        waiting: The newest first.
    """

    waiting: tuple[Alarm, ...] = ()
    _seen: set[Place] = field(default_factory=set)

    def look(self, conversation: Conversation) -> None:
        """Take in what was answered: what holds no more goes, and comes anew if it holds again."""
        standing = {one.place: one for one in alarms_of(conversation)}
        self._seen &= standing.keys()
        known = [one.place for one in self.waiting if one.place in standing]
        new = [place for place in standing if place not in known and place not in self._seen]
        self.waiting = tuple(standing[place] for place in (*new, *known))

    def are_seen(self) -> None:
        """Let all that wait be known: somebody opened the panel, which lists them."""
        self._seen |= {one.place for one in self.waiting}
        self.waiting = ()

    def banner(self) -> BannerModel | None:
        """Return the one banner that says all of them, the most urgent first and the newest among equals."""
        lines = [one.text for one in _urgent_first(self.waiting)]
        if not lines:
            return None
        if len(lines) > _MOST:
            left = len(lines) - _MOST + 1
            # Translators: below a sentence on an answer that calls for action;
            # sv "{count} svar till kräver åtgärd nu. Alla står i Akut."
            more = ngettext(
                "{count} more answer calls for action now. Emergency lists them all.",
                "{count} more answers call for action now. Emergency lists them all.",
                left,
            )
            lines = [*lines[: _MOST - 1], more.format(count=left)]
        return BannerModel(tone="danger", text="\n".join(lines))
