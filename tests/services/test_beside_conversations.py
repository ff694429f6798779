"""What stands in a person's record beside the conversations, and how results changed over time."""

import datetime as dt
import json
from dataclasses import replace
from decimal import Decimal

import pytest

from screening_app.domain.answers import AnswerKey
from screening_app.domain.audit import AuditAction
from screening_app.domain.errors import PersonNotFound
from screening_app.domain.follow_up import FollowUpKind, FollowUpOutcome
from screening_app.domain.ids import DocumentId, LinkId, PersonId, ResponseId, ScreeningId, StepId, UserId
from screening_app.domain.person import CaseKind
from screening_app.domain.records import DocumentRecord, ResponseStatus
from screening_app.services.conversation_state import Conversation
from screening_app.services.emergency import Tick, record_ticks
from screening_app.services.follow_ups import add_follow_up, finish_follow_up
from screening_app.services.happenings import happenings_of
from screening_app.services.objections import (
    ObjectionWithoutText,
    note_objection,
    objections_of,
)
from screening_app.services.people import NewPerson, register_person
from screening_app.services.script import run_script
from screening_app.services.script_file import read_script
from screening_app.services.session import Session
from screening_app.services.trends import trends_of
from screening_app.settings import shipped_folder
from tests.gui.shell.desk import tables
from tests.helpers import fakes

DEMO = shipped_folder("resources") / "demo"
HURT = (StepId("w4-ask"), AnswerKey(LinkId("hurt")))


@pytest.fixture
def told(desk: Session) -> Conversation:
    """Return a conversation in which the person told, closed."""
    return run_script(
        desk, "pathway-health", read_script(DEMO / "yes.answers.yaml"), source="yes"
    ).conversation


def paper(told: Conversation, number: int) -> DocumentRecord:
    """Return a document that was decided from it."""
    return DocumentRecord(
        id=DocumentId("paper"),
        screening=told.screening.id,
        kind="referral-social-services",
        number=number,
        copy=1,
        recipient="Socialtjänsten",
        basis="CONSENT",
        purpose="x",
        classes=(),
        opened=(),
        decided_at=told.screening.started_at,
        decided_by=UserId("anna"),
        head="12 · 0123456789abcdef",
    )


def test_an_objection_stands_beside_the_answer_and_changes_nothing(desk: Session, told: Conversation) -> None:
    before = list(tables(desk).events)

    note_objection(desk, told.screening.id, " det var i mars ", about=HURT)

    (found,) = objections_of(desk, told.screening.person)
    assert (found.about, found.text) == (HURT, "det var i mars")
    heads = {head.step: head.id for head in tables(desk).responses.values()}
    assert found.note.response == heads[HURT[0]]
    assert tables(desk).events == before


def test_an_objection_is_on_record_without_its_words(desk: Session, told: Conversation) -> None:
    note_objection(desk, told.screening.id, "Kanariefågel")

    event = tables(desk).audit[-1]
    assert event.action is AuditAction.OBJECTION_NOTED
    assert "Kanariefågel" not in json.dumps([one.body for one in tables(desk).audit])


def test_an_objection_says_something(desk: Session, told: Conversation) -> None:
    with pytest.raises(ObjectionWithoutText):
        note_objection(desk, told.screening.id, " ")

    assert objections_of(desk, told.screening.person) == ()


def test_nobody_out_of_reach_notes_an_objection(desk: Session, told: Conversation) -> None:
    stranger = replace(desk, user=fakes.user("berit"))

    with pytest.raises(PersonNotFound):
        note_objection(stranger, told.screening.id, "x")


def test_an_erased_objection_is_no_longer_told(desk: Session, told: Conversation) -> None:
    note_objection(desk, told.screening.id, "x")
    tables(desk).notes[:] = [replace(one, body=None, salt=None) for one in tables(desk).notes]

    assert objections_of(desk, told.screening.person) == ()
    assert happenings_of(desk, told.screening.person).acted == ()


def test_everything_beside_the_conversations_is_told(desk: Session, told: Conversation) -> None:
    person, run = told.screening.person, told.screening.id
    at = dt.datetime(2026, 11, 22, 9, 0, tzinfo=dt.UTC)
    later = at + dt.timedelta(minutes=2)
    steps = [
        Tick(step=LinkId("separate"), at=later),
        Tick(step=LinkId("stay"), at=at),
        Tick(step=LinkId("emergency-number"), at=later),
        Tick(step=LinkId("emergency-number"), at=later + dt.timedelta(minutes=1), done=False),
    ]
    record_ticks(desk, run, steps)
    note_objection(desk, run, "fel dag", about=HURT)
    due = add_follow_up(desk, person, FollowUpKind.PLAN, desk.today())
    finish_follow_up(desk, due.id, FollowUpOutcome.DONE, note="gjort")
    tables(desk).documents[paper(told, 1).id] = paper(told, 1)

    found = happenings_of(desk, person)

    (acted,) = found.acted
    assert [moment for moment, _ in acted.steps] == [at, later]
    assert acted.steps[0][1]["en"].startswith("Stay with the person")
    (noted,) = found.objections
    assert noted.question is not None
    assert (noted.objection.text, noted.by) == ("fel dag", "Anna")
    (made,) = found.papers
    assert made.title is not None
    assert (made.title["sv"], made.by) == ("Överlämning till socialtjänst", "Anna")
    (done,) = found.followed_up
    assert (done.follow_up.id, done.note) == (due.id, "gjort")


def test_a_record_without_anything_beside_is_empty(desk: Session) -> None:
    person = register_person(desk, NewPerson(kind=CaseKind.PSEUDONYM)).id

    found = happenings_of(desk, person)

    assert (found.acted, found.papers, found.objections, found.followed_up) == ((), (), (), ())


def again(desk: Session, person: PersonId, *, days: int, **score: object) -> None:
    """Store the same results once more, some days later, the sums of danger signs changed."""
    t = tables(desk)
    for head in [head for head in t.responses.values() if head.step == "w7-danger-signs"][:1]:
        run = replace(t.screenings[head.screening], id=ScreeningId(f"later-{days}"), person=person)
        t.screenings[run.id] = run
        other = replace(
            head,
            id=ResponseId(f"{head.id}-{days}"),
            screening=run.id,
            authored=head.authored + dt.timedelta(days=days),
        )
        t.responses[other.id] = other
        for one in [one for one in t.results if one.response == head.id and one.kind == "score"]:
            body = json.loads(one.body) | score
            t.results.append(replace(one, response=other.id, body=json.dumps(body)))


def test_results_of_the_same_form_are_a_trend_and_one_alone_is_none(
    desk: Session, told: Conversation
) -> None:
    person = told.screening.person
    assert trends_of(desk, person) == ()

    again(desk, person, days=30, lowest=2, highest=5, band="incomplete: 2 to 5", bandText=None)

    trends = trends_of(desk, person)
    assert {trend.form for trend in trends} == {"https://samtalsstod.example/core/danger-indicators|1.0.0"}
    first, second = trends[0].points
    assert (first.lowest, first.highest, first.is_incomplete) == (Decimal(4), Decimal(7), False)
    assert first.band is not None
    assert (second.lowest, second.highest, second.is_incomplete) == (Decimal(2), Decimal(5), True)
    assert second.band is None
    assert (second.on - first.on).days == 30
    assert trends[0].minimum <= first.lowest <= trends[0].maximum


def test_another_version_of_a_form_is_no_part_of_the_trend(desk: Session, told: Conversation) -> None:
    again(desk, told.screening.person, days=30)
    t = tables(desk)
    later = next(head for head in t.responses.values() if head.screening == "later-30")
    t.responses[later.id] = replace(later, form_sha256="0" * 64)

    assert trends_of(desk, told.screening.person) == ()


def test_what_was_stopped_half_way_is_no_part_of_the_trend(desk: Session, told: Conversation) -> None:
    again(desk, told.screening.person, days=30)
    t = tables(desk)
    later = next(head for head in t.responses.values() if head.screening == "later-30")
    t.responses[later.id] = replace(later, status=ResponseStatus.STOPPED)

    assert trends_of(desk, told.screening.person) == ()


def test_results_of_somebody_else_are_no_part_of_the_trend(desk: Session, told: Conversation) -> None:
    other = register_person(desk, NewPerson(kind=CaseKind.PSEUDONYM)).id
    again(desk, other, days=30)

    assert trends_of(desk, told.screening.person) == ()
    assert trends_of(desk, other) == ()
