"""A conversation held on paper counts as of its own day everywhere, and is entered when it is entered."""

import datetime as dt
import json
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from screening_app.domain.answers import Answer, AnswerKey, PartialDate
from screening_app.domain.audit import AuditAction
from screening_app.domain.errors import ScreeningAppError
from screening_app.domain.events import AnswerEvent
from screening_app.domain.ids import Canonical, LinkId, ScreeningId, StepId
from screening_app.domain.person import CaseKind
from screening_app.questionnaire.library import FileFormLibrary
from screening_app.services.asked_before import asked_before
from screening_app.services.audit import all_events
from screening_app.services.begin import begin_with_new
from screening_app.services.closing import close_conversation
from screening_app.services.contact import open_contact
from screening_app.services.conversation import give_answer, resume_conversation, start_conversation
from screening_app.services.errors import ChangeRefused, ConsentContradicted, GateClosed
from screening_app.services.follow_ups import follow_ups_of
from screening_app.services.held import HeldInTheFuture, HeldTooEarly, day_held, refuse_wrong_time
from screening_app.services.journal import journal_text
from screening_app.services.people import NewPerson, register_person
from screening_app.services.person_file import open_file
from screening_app.services.referral import Order, make_referral
from screening_app.services.script import Script, ScriptRun, run_script
from screening_app.services.script_file import read_script
from screening_app.services.session import Session
from screening_app.settings import shipped_folder
from tests.helpers import fakes
from tests.helpers.two_desks import DESKS
from tests.services.conftest import SAFE, ready_to_ask, say
from tests.services.libraries import altered
from tests.services.test_law_on_paper import SEVERAL

NOW = dt.datetime(2026, 11, 22, 12, 0, tzinfo=dt.UTC)
PAPER = dt.datetime(2026, 11, 11, 13, 30, tzinfo=dt.UTC)
BEFORE = dt.timedelta(days=11)
DEMO = shipped_folder("resources") / "demo" / "yes.answers.yaml"
BORN = PartialDate(1991, 4)
HEALTH = Canonical("pathway-health")
moments = st.datetimes(dt.datetime(1880, 1, 1), dt.datetime(2040, 1, 1), timezones=st.just(dt.UTC))  # noqa: DTZ001


@pytest.fixture(params=DESKS)
def both(request: pytest.FixtureRequest, library: FileFormLibrary, tmp_path: Path) -> Iterator[Session]:
    """Return a desk, once in memory and once on SQLCipher."""
    yield from DESKS[request.param](library, tmp_path)


def script(asked_at: dt.datetime | None) -> Script:
    """Return the demo's conversation, held on paper if a time is given."""
    return read_script(DEMO).model_copy(update={"asked_at": asked_at})


def entered(desk: Session, asked_at: dt.datetime | None = PAPER) -> ScriptRun:
    """Enter the demo's conversation."""
    return run_script(desk, "pathway-health", script(asked_at), source="yes")


def events_of(desk: Session, screening: ScreeningId) -> list[AnswerEvent]:
    """Return every answer event of a run."""
    with desk.records.read() as uow:
        return list(uow.screenings.history(screening, access=desk.access))


# The rule.


@given(moments, st.sampled_from([None, BORN, PartialDate(1991, 4, 17), PartialDate(1950)]))
def test_a_time_is_taken_exactly_between_birth_and_now(asked: dt.datetime, born: PartialDate | None) -> None:
    earliest = dt.date(1896, 1, 1) if born is None else dt.date(born.year, born.month or 1, born.day or 1)
    fits = asked <= NOW and asked.astimezone().date() >= earliest

    try:
        refuse_wrong_time(asked, now=NOW, born=born)
    except (HeldInTheFuture, HeldTooEarly) as error:
        assert not fits
        assert isinstance(error, HeldInTheFuture) == (asked > NOW)  # noqa: PT017 (either may be raised)
    else:
        assert fits


@pytest.mark.parametrize(
    ("asked", "error"),
    [
        (dt.datetime(2026, 11, 23, tzinfo=dt.UTC), HeldInTheFuture),
        (dt.datetime(1987, 5, 1, tzinfo=dt.UTC), HeldTooEarly),
    ],
)
def test_a_wrong_time_registers_nobody(
    both: Session, asked: dt.datetime, error: type[ScreeningAppError]
) -> None:
    new = NewPerson(kind=CaseKind.IDENTIFIED, name="Testa", birth_date=PartialDate(1988, 5, 2))

    with both.records.read() as uow:
        before = uow.audit.head()
    with pytest.raises(error):
        begin_with_new(both, new, HEALTH, asked_at=asked)

    with both.records.read() as uow:
        assert uow.audit.head() == before


def test_a_person_on_record_was_not_asked_before_birth(desk: Session) -> None:
    new = NewPerson(kind=CaseKind.IDENTIFIED, name="Testa", birth_date=PartialDate(1988))
    person = register_person(desk, new)

    with pytest.raises(HeldTooEarly):
        start_conversation(
            desk, person.id, "pathway-health", asked_at=dt.datetime(1987, 12, 31, tzinfo=dt.UTC)
        )


# The day that counts.


def test_one_on_paper_counts_as_of_its_day_before_and_after_closing(both: Session) -> None:
    person = register_person(both, NewPerson(kind=CaseKind.PSEUDONYM))
    begun = start_conversation(both, person.id, "pathway-health", asked_at=PAPER)

    assert begun.circumstances.today == PAPER.date()
    assert resume_conversation(both, begun.screening.id).screening.asked_at == PAPER
    closed = entered(both).conversation
    assert day_held(both, closed.screening) == PAPER.date()


def test_another_counts_as_of_today_and_then_of_the_day_it_was_closed(desk: Session) -> None:
    run = entered(desk, None).conversation.screening

    assert run.closed_at is not None
    assert day_held(replace(desk, clock=fakes.FakeClock(NOW + BEFORE)), run) == run.closed_at.date()
    assert run.held_at == run.started_at


def test_what_is_entered_is_on_record_as_entered_now_and_said_then(both: Session) -> None:
    run = entered(both).conversation.screening

    assert run.started_at > PAPER + dt.timedelta(days=10)
    events = events_of(both, run.id)
    assert all(event.at >= run.started_at and event.said_at == PAPER for event in events if event.change)
    with both.records.read() as uow:
        begun = next(one for one in all_events(uow) if one.action is AuditAction.SCREENING_STARTED)
        signed = [head.signed_body for head in uow.screenings.responses(run.id, access=both.access)]
    assert json.loads(begun.body or "")["asked"] == PAPER.isoformat(timespec="microseconds")
    assert begun.at[:10] == run.started_at.date().isoformat()
    assert {json.loads(body or "")["asked"] for body in signed} == {PAPER.isoformat(timespec="microseconds")}


def test_follow_ups_count_from_the_day_on_the_paper(library: FileFormLibrary) -> None:
    at_screen, on_paper = fakes.session(library), fakes.session(library)
    now = entered(at_screen, None).conversation.screening
    then = entered(on_paper).conversation.screening

    def planned(desk: Session, run: ScreeningId, person: str) -> list[tuple[str, dt.date]]:
        every = [one.follow_up for one in follow_ups_of(desk, type(now.person)(person))]
        return sorted((str(one.kind), one.due_on) for one in every if one.screening == run)

    counted = planned(at_screen, now.id, now.person)
    shifted = planned(on_paper, then.id, then.person)
    assert [kind for kind, _day in shifted] == [kind for kind, _day in counted]
    assert any(early == late - BEFORE for (_, early), (_, late) in zip(shifted, counted, strict=True))
    assert all(early <= late for (_, early), (_, late) in zip(shifted, counted, strict=True))


def test_a_day_after_the_paper_is_no_day_that_was_told_on_it(desk: Session) -> None:
    person = register_person(desk, NewPerson(kind=CaseKind.PSEUDONYM))
    begun = ready_to_ask(desk, start_conversation(desk, person.id, "pathway-health", asked_at=PAPER))
    begun = say(desk, begun, "w4-ask", {"afraid": "yes"})
    step, key = StepId("w5-what-happened"), AnswerKey(LinkId("latest-time"))

    with pytest.raises(ChangeRefused):
        give_answer(desk, begun, step, key, Answer(values=(PartialDate(2026, 11, 12),)))
    give_answer(desk, begun, step, key, Answer(values=(PartialDate(2026, 11, 11),)))


def test_a_paper_does_not_open_a_gate(desk: Session) -> None:
    person = register_person(desk, NewPerson(kind=CaseKind.PSEUDONYM))
    begun = start_conversation(desk, person.id, "pathway-health", asked_at=PAPER)
    begun = say(desk, begun, "w1-prepare", {"reason": "routine", "case-kind": "pseudonym"})
    begun = say(desk, begun, "w2-safe-check", {name: said for name, said in SAFE.items() if name != "alone"})

    with pytest.raises(GateClosed):
        say(desk, begun, "w4-ask", {"afraid": "no"})


# Everything that asks when it was.


def test_somebody_was_last_asked_on_the_day_on_the_paper(desk: Session) -> None:
    run = entered(desk).conversation.screening
    later = start_conversation(desk, run.person, "pathway-health")
    earlier = start_conversation(desk, run.person, "pathway-health", asked_at=PAPER - BEFORE)

    assert asked_before(desk, later).on == PAPER.date()
    assert asked_before(desk, earlier).on is None


def test_an_agreement_on_contact_is_as_old_as_the_paper(both: Session) -> None:
    run = entered(both).conversation.screening

    assert open_contact(both, run.person).card.confirmed_at == PAPER


def test_the_one_held_last_stands_first_whenever_it_was_entered(both: Session) -> None:
    run = entered(both, PAPER).conversation.screening
    older = start_conversation(both, run.person, "pathway-health", asked_at=PAPER - BEFORE)
    newest = start_conversation(both, run.person, "pathway-health")

    file = open_file(both, run.person)

    assert [one.id for one in file.runs] == [newest.screening.id, run.id, older.screening.id]
    assert [one.entered_later for one in file.runs] == [False, True, True]


def test_scores_stand_in_the_order_in_which_they_were_asked(both: Session) -> None:
    run = entered(both, PAPER).conversation.screening
    with both.records.read() as uow:
        found = uow.screenings.scores_of(run.person, access=both.access)

    assert found
    assert {one.authored for one in found} == {PAPER}


# Paper.


def made(desk: Session, asked_at: dt.datetime | None, *, language: str = "sv") -> str:
    """Return the ground that a referral of the conversation names."""
    run = entered(desk, asked_at)
    order = Order(
        screening=run.conversation.screening.id,
        recipient="Socialtjänsten i Exempelkommun",
        basis="CONSENT",
        assessed=False,
        language=language,
    )
    return make_referral(
        desk, order, render=lambda _referral: b"", check=fakes.check_signature
    ).referral.legal_basis


@pytest.mark.parametrize(
    ("language", "sentence"),
    [
        ("sv", "Samtalet hölls 11 november 2026 och fördes in i efterhand 22 november 2026."),
        ("en", "The conversation was held on 11 November 2026 and entered afterwards, on 22 November 2026."),
    ],
)
def test_paper_names_both_days(library: FileFormLibrary, language: str, sentence: str) -> None:
    assert sentence in made(fakes.session(library), PAPER, language=language)
    assert sentence[:16] not in made(fakes.session(library), None, language=language)


@pytest.mark.parametrize(
    ("held", "decided", "then", "now"),
    [
        ("2025-06-30", "2025-07-10", "14 kap. 1 §", "19 kap. 1 §"),
        ("2025-07-01", "2025-07-10", "", "19 kap. 1 §"),
        ("2025-06-02", "2025-06-30", "", "14 kap. 1 §"),
    ],
)
def test_the_law_of_the_day_on_the_paper_is_named_where_it_was_another(
    tmp_path: Path, held: str, decided: str, then: str, now: str
) -> None:
    forms = altered(
        tmp_path,
        "se/legal.yaml",
        '  - code: "CONSENT"\n    provision: ["consent"]',
        f'  - code: "CONSENT"\n    {SEVERAL}',
    )
    morning = dt.datetime.fromisoformat(f"{decided}T08:00+00:00")
    desk = replace(fakes.session(forms), clock=fakes.FakeClock(morning))

    basis, _dot, before = made(desk, dt.datetime.fromisoformat(f"{held}T08:00+00:00")).partition(
        "När samtalet hölls gällde:"
    )

    assert now in basis
    assert (then in before) if then else not before


def test_the_journal_says_the_day_it_was_held_and_the_day_it_was_entered(desk: Session) -> None:
    run = entered(desk).conversation.screening

    text = journal_text(desk, run.id, check=fakes.check_signature).protected

    assert "11 november 2026, infört i efterhand 22 november 2026" in text


@pytest.mark.parametrize("asked_at", [None, PAPER])
def test_a_no_on_the_paper_contradicts_no_consent_that_was_given_after_it(
    library: FileFormLibrary, asked_at: dt.datetime | None
) -> None:
    desk = fakes.session(library)
    raw = yaml.safe_load(DEMO.read_text("utf-8"))
    for part in raw["conversation"]:
        if part.get("step") == "w10-offer":
            part["answers"] |= {"consent": "none"}
            part["answers"] = {
                name: said
                for name, said in part["answers"].items()
                if name not in {"consent-scope", "wants-feedback"}
            }
    told = run_script(
        desk,
        "pathway-health",
        Script.model_validate({**raw, "asked": asked_at.isoformat() if asked_at else None}),
        source="yes",
    )
    order = Order(
        screening=told.conversation.screening.id,
        recipient="Socialtjänsten i Exempelkommun",
        basis="CONSENT",
    )

    if asked_at is None:
        with pytest.raises(ConsentContradicted):
            make_referral(desk, order, render=lambda _referral: b"", check=fakes.check_signature)
    else:
        make_referral(desk, order, render=lambda _referral: b"", check=fakes.check_signature)


def test_closing_asks_for_the_same_whenever_it_was_held(desk: Session) -> None:
    person = register_person(desk, NewPerson(kind=CaseKind.PSEUDONYM))
    begun = ready_to_ask(desk, start_conversation(desk, person.id, "pathway-health", asked_at=PAPER))
    begun = say(desk, begun, "w4-ask", {"afraid": "yes"})

    with pytest.raises(ScreeningAppError):
        close_conversation(desk, begun)
