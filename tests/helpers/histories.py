"""Records of one person for rules over time: conversations with answers, dated."""

import datetime as dt
import random
from collections.abc import Iterable, Mapping, Sequence
from functools import cache

from screening_app.domain.answers import AbsentReason
from screening_app.domain.events import fold
from screening_app.domain.ids import ScreeningId, StepId
from screening_app.engine.answer_sets import read_changes
from screening_app.engine.circumstances import Circumstances
from screening_app.engine.evaluation import Evaluation, evaluate
from screening_app.engine.form import CompiledForm
from screening_app.engine.history import DatedResponse, PastConversation
from screening_app.engine.over_time import OverTime, look_over_time
from screening_app.engine.signs import CompiledRules
from screening_app.questionnaire.loader import load_over_time
from screening_app.questionnaire.over_time import RulesOverTime
from tests.helpers.scenario import FORMS, shipped_form

TODAY = dt.date(2026, 11, 22)
SILENCES = tuple(reason.value for reason in AbsentReason if reason is not AbsentReason.NOT_APPLICABLE)

Told = dict[str, object]

# What the shipped rules read, and some that they do not; a question may be left out of a response.
ASKED: Mapping[str, Mapping[str, Sequence[object]]] = {
    "core/danger-indicators": {
        **{
            name: ("no", "yes")
            for name in ("strangulation", "weapon-used", "gun-access", "threat-kill", "threat-children")
        },
        **{name: ("no", "yes") for name in ("forced-sex", "escalation", "stalking", "control", "honour")},
        **{name: ("no", "yes") for name in ("suicide-other", "believes-killed", "suicide-own")},
        "pregnancy": ("no", "pregnant-now", "hurt"),
        "separation": ("no", "yes-accepted", "yes-hindered"),
    },
    "instruments/da-5": {
        name: ("no", "yes") for name in ("escalation", "weapon", "could-kill", "choked", "jealous")
    },
    "core/immediate-danger": {
        "grave": (["none"], ["choked"], ["weapon", "threat-kill"]),
        "change": (["none"], ["leaving"], ["followed"]),
    },
    "core/injury": {
        "exam-consent": ("yes-all", "no"),
        "told-means": (["fall"], ["hand"], ["hand", "grip"]),
        "mark": (
            [],
            [{"mark-region": "eye", "mark-type": "bruise"}],
            [{"mark-region": "thigh", "mark-type": "scar"}, {"mark-region": "eye", "mark-type": "burn"}],
        ),
    },
    "core/suspicion": {
        "behaviour-signs": (["none"], ["companion-stays"], ["explains-away"]),
        "body-signs": (["none"], ["not-match"], ["late", "neck"]),
        "asked": ("yes-no", "yes-declined", "not-asked"),
        "seen-heard": ("x",),
    },
    "core/routine-enquiry": {"controlled": ("no", "yes"), "hurt": ("no", "yes")},
    "core/enquiry-followup": {
        "injured": (["no"], ["now"], ["earlier"]),
        "latest-recent": ("today", "past-year"),
        "living": ("yes", "no-apart"),
    },
    "core/follow-up": {
        "contact-read": ("yes", "not-yet"),
        "reached": ("yes", "no", "other-answered"),
        "new-violence": ("no", "yes"),
        "changed": (["none"], ["separated"]),
    },
    "core/referral": {"next-kind": ("call", "visit", "not-wanted")},
    "core/prepare": {"reason": ("routine", "again"), "case-kind": ("identified",)},
}
OUTCOMES = (None, "asked-yes", "asked-no", "declined", "suspicion", "not-asked")
REASONS = ("partner-present", "asked-recently", "time")


@cache
def shipped_rules() -> CompiledRules:
    """Return the rules that ship, ready to run."""
    return CompiledRules(load_over_time(FORMS))


def rules(**body: object) -> CompiledRules:
    """Return rules of these keys (``sign``, ``rule``), the rest filled in."""
    whole = {"version": "1.0.0", "languages": ["en"], "unverified": {"en": "A proposal."}, "sign": {}}
    return CompiledRules(RulesOverTime.model_validate({**whole, **body}))


def rule(name: str = "it", **pattern: object) -> dict[str, object]:
    """Return a rule of one pattern over a year."""
    evidence = {"basis": "a test", "source": None, "verified": False}
    stated: dict[str, object] = {"id": name, "text": {"en": name}, "level": "attention", "evidence": evidence}
    return {**stated, "period": {"months": 12}, **pattern}


def said(form: CompiledForm, answers: Mapping[str, object]) -> Evaluation:
    """Return what a set of answers means."""
    return evaluate(form, fold(read_changes(form, answers)), Circumstances(today=TODAY))


def held(
    name: str, day: dt.date, *responses: Evaluation, outcome: str | None = None, reason: str | None = None
) -> PastConversation:
    """Return a conversation; its responses were begun on the day it began."""
    return PastConversation(
        screening=ScreeningId(name),
        on=day,
        outcome=outcome,
        reason=reason,
        responses=tuple(
            DatedResponse(step=StepId(f"s{number}"), on=day, evaluation=one)
            for number, one in enumerate(responses)
        ),
    )


def look(compiled: CompiledRules, history: Iterable[PastConversation], today: dt.date = TODAY) -> OverTime:
    """Return what the rules say of a record."""
    return look_over_time(compiled, tuple(history), today)


def told(over_time: OverTime) -> dict[str, tuple[str, ...]]:
    """Return the rules raised, with the conversations that they name."""
    return {
        notice.rule: tuple(dict.fromkeys(str(trigger.screening) for trigger in notice.triggers))
        for notice in over_time.notices
    }


def drawn_answers(name: str, dice: random.Random) -> Told:
    """Return answers that somebody could have given, some of them silent, some left out."""
    found: Told = {}
    form = shipped_form(name)
    for link_id, options in ASKED[name].items():
        chance = dice.random()
        if chance < 0.1:
            continue
        item = next(item for key, item in form.items.items() if key == link_id)
        silent = [reason for reason in item.absent if reason is not AbsentReason.NOT_APPLICABLE]
        if chance < 0.25 and silent:
            found[link_id] = {"absent": dice.choice(silent).value}
        else:
            found[link_id] = dice.choice(options)
    return found


def silenced(name: str, answers: Told, dice: random.Random) -> Told:
    """Return the answers with one of them silent or gone."""
    if not answers:
        return answers
    link_id = dice.choice(sorted(answers))
    item = next(item for key, item in shipped_form(name).items.items() if key == link_id)
    silent = [reason for reason in item.absent if reason is not AbsentReason.NOT_APPLICABLE]
    others: Told = {key: value for key, value in answers.items() if key != link_id}
    return {**others, link_id: {"absent": dice.choice(silent).value}} if silent else others


class Drawn:
    """A conversation as it was drawn: it can be drawn a little different."""

    def __init__(self, number: int, dice: random.Random) -> None:
        self.name = f"c{number:02}"
        self.day = TODAY - dt.timedelta(
            days=dice.choice((0, 1, 5, 13, 14, 60, 89, 90, 300, 365, 366, 700, 740))
        )
        self.outcome = dice.choice(OUTCOMES)
        self.reason = dice.choice(REASONS) if self.outcome == "not-asked" else None
        forms = dice.sample(sorted(ASKED), k=dice.randrange(4))
        self.answers = {form: drawn_answers(form, dice) for form in forms}

    def held(self, answers: Mapping[str, Told] | None = None) -> PastConversation:
        """Return the conversation, perhaps with other answers."""
        chosen = self.answers if answers is None else answers
        evaluations = [said(shipped_form(form), chosen[form]) for form in sorted(chosen)]
        return held(self.name, self.day, *evaluations, outcome=self.outcome, reason=self.reason)


def drawn_history(dice: random.Random, most: int = 5) -> list[Drawn]:
    """Return some conversations, several perhaps on the same day."""
    return [Drawn(number, dice) for number in range(dice.randrange(1, most + 1))]
