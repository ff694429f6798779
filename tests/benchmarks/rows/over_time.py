"""What the rules over the record of one person cost, once its conversations have been read."""

import datetime as dt
from collections.abc import Iterator, Mapping, Sequence

from screening_app.engine.history import PastConversation
from tests.benchmarks.figures import Figure, Scale, drawn, watch
from tests.helpers.histories import ASKED, TODAY, drawn_answers, held, look, said, shipped_rules
from tests.helpers.scenario import shipped_form

_CONVERSATIONS = 50
_ASKED_NO = ("core/prepare", "core/routine-enquiry")
_KINDS: Mapping[str, tuple[Sequence[str], str]] = {
    "no": (_ASKED_NO, "asked-no"),
    "suspected": ((*_ASKED_NO, "core/suspicion"), "suspicion"),
    "yes": (
        (*_ASKED_NO, "core/immediate-danger", "core/enquiry-followup", "core/danger-indicators"),
        "asked-yes",
    ),
    "everything": (tuple(ASKED), "asked-yes"),
}
# Of ten conversations with one person: most are a no, some leave a suspicion, a few are a yes.
_USUAL = ("no", "no", "no", "no", "suspected", "no", "no", "suspected", "no", "yes")


def measure(scale: Scale) -> Iterator[Figure]:
    """Give a row for a usual record, and one where every form is answered every time."""
    usual = _record([_USUAL[number % len(_USUAL)] for number in range(_CONVERSATIONS)])
    everything = _record(["everything"] * _CONVERSATIONS)
    for what, record, budget in (("usual", usual, 1.0), ("every form every time", everything, None)):
        looking = watch()
        look(shipped_rules(), record)
        for _time in range(scale.times(200)):
            with looking.running():
                look(shipped_rules(), record)
        yield Figure(
            what=f"notices over time of {_CONVERSATIONS} conversations ({what})",
            ours=looking.side(),
            budget=budget,
        )


def _record(kinds: Sequence[str]) -> list[PastConversation]:
    """Return conversations a fortnight apart, with drawn answers."""
    found = []
    for number, kind in enumerate(kinds):
        forms, outcome = _KINDS[kind]
        chance = drawn(number)
        answered = [said(shipped_form(form), drawn_answers(form, chance)) for form in forms]
        day = TODAY - dt.timedelta(days=14 * number)
        found.append(held(f"c{number:02}", day, *answered, outcome=outcome))
    return found
