"""Conversations in which contact is agreed on, held through the real use cases."""

import datetime as dt
import json
from collections.abc import Mapping
from dataclasses import replace

import yaml

from screening_app.domain.answers import AnswerKey
from screening_app.domain.audit import AuditAction
from screening_app.domain.ids import LinkId, PersonId, StepId
from screening_app.domain.person import CaseKind
from screening_app.engine.validation import read_answer
from screening_app.services.audit import all_events
from screening_app.services.contact import open_contact
from screening_app.services.contact_card import ContactCard
from screening_app.services.conversation import add_instance, give_answer, start_conversation
from screening_app.services.conversation_state import Conversation
from screening_app.services.people import NewPerson, register_person
from screening_app.services.script import Said, Script, ScriptRun, run_script
from screening_app.services.session import Session
from screening_app.settings import shipped_folder
from tests.helpers.fakes import FakeClock

DEMO = shipped_folder("resources") / "demo" / "yes.answers.yaml"
PHONE = "070-555 01 23"
"""The number of the demo's agreement."""

MORNING = dt.datetime(2026, 11, 22, 8, 0, tzinfo=dt.UTC)

NO_CONTACT: Mapping[str, object] = {"may-contact": "no", "reminders": "no", "you-reach-us": "Ringer oss."}


def script(
    agreed: Mapping[str, object] | None = None,
    *,
    steps: Mapping[str, Mapping[str, object]] | None = None,
    without: str | None = None,
    close: bool = True,
) -> Script:
    """Return the demo's conversation.

    Args:
        agreed: Answers on contact in place of the demo's.
        steps: Steps said at the end besides.
        without: A step that is left out.
        close: Whether it is closed in the end.
    """
    stated = yaml.safe_load(DEMO.read_text(encoding="utf-8"))
    said = [one for one in stated["conversation"] if one.get("step") != without]
    for one in said:
        if one.get("step") == "w11-contact" and agreed is not None:
            one["answers"] = dict(agreed)
    said += [{"step": step, "answers": dict(answers)} for step, answers in (steps or {}).items()]
    return Script.model_validate({**stated, "conversation": said, "close": close})


def demo_agreement() -> dict[str, object]:
    """Return the demo's answers on contact."""
    stated = yaml.safe_load(DEMO.read_text(encoding="utf-8"))
    return dict(next(one["answers"] for one in stated["conversation"] if one.get("step") == "w11-contact"))


def agreed(desk: Session, made: Script | None = None) -> ScriptRun:
    """Hold a conversation with somebody new in which contact is agreed on."""
    return run_script(desk, "pathway-health", made or script(), source="agreement")


def person_of(run: ScriptRun) -> PersonId:
    """Return whom it was with."""
    return run.conversation.screening.person


def days_later(desk: Session, days: int) -> Session:
    """Return the same desk on a later morning."""
    return replace(desk, clock=FakeClock(MORNING + dt.timedelta(days=days)))


def again(desk: Session, person: PersonId, agreement: Mapping[str, object]) -> Conversation:
    """Begin another conversation with the person, up to an agreement on contact; it stays open."""
    talk = start_conversation(desk, person, "pathway-health")
    for part in script().conversation:
        if isinstance(part, Said) and part.step in {"w1-prepare", "w2-safe-check", "w3-inform", "w4-ask"}:
            talk = say(desk, talk, part.step, part.answers)
    return say(desk, talk, "w11-contact", agreement)


def say(desk: Session, talk: Conversation, step: str, answers: Mapping[str, object]) -> Conversation:
    """Give answers of a step, those in the ways of contact too."""
    for link_id, raw in answers.items():
        if isinstance(raw, list) and raw and isinstance(raw[0], dict):
            for instance in raw:
                talk, key = add_instance(desk, talk, StepId(step), AnswerKey(LinkId(link_id)))
                for inner, value in instance.items():
                    talk = _give(desk, talk, StepId(step), AnswerKey(inner, key.instance), value)
        else:
            talk = _give(desk, talk, StepId(step), AnswerKey(LinkId(link_id)), raw)
    return talk


def _give(desk: Session, talk: Conversation, step: StepId, key: AnswerKey, raw: object) -> Conversation:
    item = talk.records[step].evaluation.form.items[key.link_id]
    return give_answer(desk, talk, step, key, read_answer(item, raw))


PLAN: Mapping[str, object] = {
    "plan-offer": "yes",
    "rooms": "Ut genom altanen.",
    "exit": {"absent": "unknown"},
    "where-to": "Till mamma",
    "numbers": "Mamma, under namnet Tandläkaren",
    "packed": ["id", "keys"],
    "packed-where": "I källarförrådet",
    "weapons": "Jaktgeväret hos hans bror",
    "if-found": "Säga att det är en packlista.",
    "calm": "Promenader",
    "plan-form": "card",
    "card-heading": "Att handla",
    "paper-talked": "yes",
    "paper-wanted": "yes",
    "review-date": "2026-12-10",
}


def planned(**answers: object) -> Script:
    """Return the demo's conversation with a plan; these answers of it are others."""
    made, plan = script(), {**PLAN, **answers}
    parts = [
        part.model_copy(update={"answers": plan})
        if isinstance(part, Said) and part.step == "w9-plan"
        else part
        for part in made.conversation
    ]
    return made.model_copy(update={"conversation": tuple(parts)})


def card(desk: Session, person: PersonId) -> ContactCard:
    """Return the card in force."""
    return open_contact(desk, person).card


def stranger(desk: Session) -> PersonId:
    """Return somebody with whom nothing was ever agreed."""
    return register_person(desk, NewPerson(kind=CaseKind.PSEUDONYM)).id


def bodies(desk: Session, action: AuditAction) -> list[dict[str, object]]:
    """Return what the chain says of an action."""
    with desk.records.read() as uow:
        return [json.loads(event.body or "") for event in all_events(uow) if event.action is action]


def chain_text(desk: Session) -> str:
    """Return every body of the chain."""
    with desk.records.read() as uow:
        return "\n".join(event.body or "" for event in all_events(uow))
