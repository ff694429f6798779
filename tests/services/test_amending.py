"""A corrected answer stands beside the old one, signed and with its reason, and nothing follows unseen."""

import datetime as dt
import json
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
import yaml

from screening_app.bootstrap import open_session
from screening_app.domain.answers import AbsentReason, Answer, AnswerKey, PartialDate
from screening_app.domain.audit import AuditAction
from screening_app.domain.errors import PersonNotFound, ScreeningAppError
from screening_app.domain.follow_up import FollowUpKind
from screening_app.domain.ids import LinkId, StepId, UserId
from screening_app.domain.records import ResponseStatus
from screening_app.services.amending import CorrectionWithoutReason, amend_answer
from screening_app.services.audit import all_events, verify_audit
from screening_app.services.conversation import resume_conversation, start_conversation
from screening_app.services.conversation_state import Conversation
from screening_app.services.corrections import (
    AnswerNeeded,
    Correction,
    NotCorrectable,
    NothingCorrected,
    correctable,
    weigh,
)
from screening_app.services.errors import ChangeRefused
from screening_app.services.follow_ups import follow_ups_of
from screening_app.services.happenings import happenings_of
from screening_app.services.integrity import is_intact
from screening_app.services.over_time import patterns_of
from screening_app.services.person_file import open_file
from screening_app.services.referral_order import open_source
from screening_app.services.script import run_script
from screening_app.services.script_file import read_script
from screening_app.services.session import Session
from tests.e2e.desk import LOGIN, PASSPHRASE, make_desk
from tests.helpers import fakes
from tests.services.amended import (
    ASK,
    DEMO,
    REASON,
    amend,
    check,
    correction,
    erase_notes,
    held,
    history_of,
    kinds,
    scores_of,
    versions,
)


@pytest.fixture(params=["memory", "vault"])
def desk(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Session]:
    """Return a session in memory, and one on a real vault."""
    if request.param == "memory":
        yield fakes.session(request.getfixturevalue("library"))
        return
    with open_session(make_desk(tmp_path).vault, LOGIN, PASSPHRASE) as session:
        yield session


@pytest.fixture
def no(desk: Session) -> Conversation:
    """Return a closed conversation in which everything was answered no."""
    return held(desk, "no")


@pytest.fixture
def yes(desk: Session) -> Conversation:
    """Return a closed conversation in which the person told."""
    return held(desk, "yes")


def test_a_corrected_answer_counts_and_the_old_one_stays(desk: Session, no: Conversation) -> None:
    with desk.records.read() as uow:
        before = uow.screenings.history(no.screening.id, access=desk.access)
    (old,) = versions(desk, no)

    made = amend(desk, no, correction("afraid", "yes"))

    again = resume_conversation(desk, no.screening.id)
    assert again.records[ASK].answers.given[AnswerKey(LinkId("afraid"))] == Answer(values=("yes",))
    assert again.state == made.conversation.state
    kept, new = versions(desk, no)
    assert kept == old
    assert (new.replaces, new.status, new.authored) == (old.id, ResponseStatus.AMENDED, old.authored)
    with desk.records.read() as uow:
        after = uow.screenings.history(no.screening.id, access=desk.access)
    assert list(after)[: len(before)] == list(before)
    assert len(after) == len(before) + 1


def test_every_version_is_what_its_author_signed(desk: Session, no: Conversation) -> None:
    amend(desk, no, correction("afraid", "yes"))
    amend(desk, resume_conversation(desk, no.screening.id), correction("hurt", "yes"))

    with desk.records.read() as uow:
        heads = uow.screenings.responses(no.screening.id, access=desk.access)
        events = {head.id: uow.screenings.events(head.id, access=desk.access) for head in heads}
    keys = desk.user.public_keys
    assert all(is_intact(head, events[head.id], keys, check(desk)) for head in heads)
    assert len([head for head in heads if head.step == ASK]) == 3
    newest = heads[-1]
    assert not is_intact(replace(newest, replaces=None), events[newest.id], keys, check(desk))
    open_source(desk, no.screening.id, check(desk))


def test_the_new_signature_names_every_answer_that_counts(desk: Session, no: Conversation) -> None:
    (old,) = versions(desk, no)

    amend(desk, no, correction("afraid", "yes"))

    new = versions(desk, no)[-1]
    items = json.loads(new.signed_body or "")["item"]
    assert len(items) == len(json.loads(old.signed_body or "")["item"])
    assert [item for item in items if "response" not in item] == [items[-1]]
    assert {item["response"] for item in items[:-1]} == {str(old.id)}


def test_results_of_both_versions_are_kept_and_one_counts(desk: Session, yes: Conversation) -> None:
    step = StepId("w7-danger-signs")
    (old,) = versions(desk, yes, step)
    with desk.records.read() as uow:
        stored = uow.screenings.results(old.id, access=desk.access)

    amend(desk, yes, correction("weapon-used", "yes", step=str(step)))

    new = versions(desk, yes, step)[-1]
    with desk.records.read() as uow:
        assert uow.screenings.results(old.id, access=desk.access) == stored
        newer = uow.screenings.results(new.id, access=desk.access)
    assert {one.id for one in newer if one.kind == "flag"} > {one.id for one in stored if one.kind == "flag"}
    scores = scores_of(desk, yes)
    assert len(scores) == len({(one.form, one.id) for one in scores}) > 0


@pytest.fixture
def childless(desk: Session, tmp_path: Path) -> Conversation:
    """Return a closed conversation in which the person told, and no child was told of."""
    held = yaml.load((DEMO / "yes.answers.yaml").read_text("utf-8"), Loader=yaml.BaseLoader)  # noqa: S506 (texts alone)
    for step in held["conversation"]:
        if step.get("step") == "w5-what-happened":
            step["answers"] |= {"children-home": ["no"]}
            del step["answers"]["children-witnessed"]
        if step.get("step") == "w6-children":
            step["answers"] = {"any-child": ["no"], "other-dependants": ["no"], "animals": "no"}
        if step.get("step") == "w1-prepare":
            step["answers"]["time-left"] = 25
    path = tmp_path / "childless.answers.yaml"
    path.write_text(json.dumps(held), encoding="utf-8")
    run = run_script(desk, "pathway-health", read_script(path), source="childless")
    return resume_conversation(desk, run.conversation.screening.id)


def test_a_child_that_a_correction_tells_of_is_a_duty_that_waits(
    desk: Session, childless: Conversation
) -> None:
    made = amend(desk, childless, correction("any-child", "yes", step="w6-children"))

    (duty,) = made.weighed.missing
    assert "child-concern report" in duty
    assert FollowUpKind.AMENDED in kinds(desk, childless)
    (told,) = happenings_of(desk, childless.screening.person).amended
    assert told.missing == (duty,)


def test_what_is_put_right_again_is_no_longer_missing(desk: Session, childless: Conversation) -> None:
    amend(desk, childless, correction("any-child", "yes", step="w6-children"))
    again = resume_conversation(desk, childless.screening.id)
    amend(desk, again, correction("any-child", "no", step="w6-children"))

    amended = happenings_of(desk, childless.screening.person).amended
    assert [one.missing for one in amended] == [(), ()]


def test_what_it_raises_waits_for_somebody(desk: Session, no: Conversation) -> None:
    assert FollowUpKind.AMENDED not in kinds(desk, no)

    made = amend(desk, no, correction("hurt", "yes"))

    assert made.weighed.changes_outcome
    assert made.weighed.missing
    assert FollowUpKind.AMENDED in kinds(desk, no)
    (waiting,) = [one for one in made.planned if one.kind is FollowUpKind.AMENDED]
    assert (waiting.due_on, waiting.assigned_to) == (desk.today(), None)
    (run,) = open_file(desk, no.screening.person).runs
    assert run.outcome != open_file(desk, held(desk, "no").screening.person).runs[0].outcome
    with desk.records.read() as uow:
        stored = uow.screenings.get(no.screening.id, access=desk.access)
    assert (stored.status, stored.outcome) == (ResponseStatus.AMENDED, "asked-yes")


def test_a_second_correction_leaves_no_twin_while_the_first_waits(desk: Session, no: Conversation) -> None:
    amend(desk, no, correction("hurt", "yes"))
    amend(desk, resume_conversation(desk, no.screening.id), correction("afraid", "yes"))

    assert kinds(desk, no).count(FollowUpKind.AMENDED) == 1


def test_what_a_correction_takes_away_is_said_and_nothing_is_taken_off_the_list(
    desk: Session, yes: Conversation
) -> None:
    before = kinds(desk, yes)
    signs = correction("strangulation", "no", step="w7-danger-signs")

    weighed = weigh(yes, signs)
    made = amend(desk, yes, signs)

    assert [flag.id for _step, flag in weighed.gone] == [flag.id for _step, flag in made.weighed.gone] != []
    assert kinds(desk, yes) == sorted([*before, FollowUpKind.AMENDED])


def test_a_correction_of_a_word_alone_leaves_nothing_to_do(desk: Session, yes: Conversation) -> None:
    before = kinds(desk, yes)

    amend(desk, yes, correction("own-words", "Han höll mig mot dörren.", step="w5-what-happened"))

    assert kinds(desk, yes) == before


def test_a_day_that_is_corrected_is_planned_anew(desk: Session, yes: Conversation) -> None:
    before = follow_ups_of(desk, yes.screening.person)
    wanted = Correction(
        step=StepId("w10-offer"),
        key=AnswerKey(LinkId("next-date")),
        answer=Answer(values=(PartialDate(2099, 12, 3),)),
    )

    made = amend(desk, yes, wanted)

    assert [(one.kind, one.due_on) for one in made.planned] == [(FollowUpKind.CONTACT, dt.date(2099, 12, 3))]
    assert len(follow_ups_of(desk, yes.screening.person)) == len(before) + 1


def test_a_yes_that_is_unsaid_keeps_its_answers_and_they_come_back(desk: Session, yes: Conversation) -> None:
    danger = StepId("w7-danger-signs")
    now = yes
    for link_id in ("controlled", "hurt", "money-digital", "afraid"):
        amend(desk, now, correction(link_id, "no"))
        now = resume_conversation(desk, yes.screening.id)

    assert now.screening.outcome != yes.screening.outcome
    assert not now.step(danger).enabled
    assert versions(desk, yes, danger)[-1].status is ResponseStatus.STOPPED
    assert {one.form for one in scores_of(desk, yes)} == {str(now.records[ASK].evaluation.form.canonical)}
    assert now.records[danger].answers == yes.records[danger].answers

    amend(desk, now, correction("hurt", "yes"))
    back = resume_conversation(desk, yes.screening.id)
    assert back.screening.outcome == yes.screening.outcome
    assert versions(desk, yes, danger)[-1].status is ResponseStatus.AMENDED
    assert back.records[danger].evaluation.effective == yes.records[danger].evaluation.effective


def test_the_chain_says_that_it_was_corrected_and_not_what_was_said(desk: Session, no: Conversation) -> None:
    amend(desk, no, correction("hurt", "yes"))

    with desk.records.read() as uow:
        events = list(all_events(uow))
    bodies = {event.action: json.loads(event.body or "null") for event in events}
    assert bodies[AuditAction.SCREENING_AMENDED]["before"] == "asked-no"
    assert bodies[AuditAction.SCREENING_AMENDED]["outcome"] == "asked-yes"
    assert bodies[AuditAction.RESPONSE_AMENDED]["replaces"] == str(versions(desk, no)[0].id)
    assert "Kanariefågel" not in json.dumps([event.body for event in events])
    assert verify_audit(desk, check(desk)).faults == ()


def test_the_timeline_tells_before_now_who_and_why(desk: Session, no: Conversation) -> None:
    amend(desk, no, correction("hurt", "yes"))
    amend(desk, resume_conversation(desk, no.screening.id), correction("hurt", "no"))

    first, second = happenings_of(desk, no.screening.person).amended

    assert (first.before, first.now) == (Answer(values=("no",)), Answer(values=("yes",)))
    assert (second.before, second.now) == (first.now, first.before)
    assert (first.by, first.reason, first.item.link_id) == (desk.user.name, REASON, "hurt")


def test_an_erased_reason_leaves_the_correction_and_its_signature(desk: Session, no: Conversation) -> None:
    amend(desk, no, correction("hurt", "yes"))
    erase_notes(desk)

    (told,) = happenings_of(desk, no.screening.person).amended

    assert told.reason == ""
    open_source(desk, no.screening.id, check(desk))


@pytest.mark.parametrize("reason", ["", " \n"])
def test_without_a_reason_nothing_is_corrected(desk: Session, no: Conversation, reason: str) -> None:
    with pytest.raises(CorrectionWithoutReason):
        amend_answer(desk, no, correction("hurt", "yes"), reason=reason)

    assert len(versions(desk, no)) == 1


@pytest.mark.parametrize(
    ("wanted", "error"),
    [
        (correction("hurt", "no"), NothingCorrected),
        (correction("hurt", "perhaps"), ChangeRefused),
        (correction("hurt"), AnswerNeeded),
        (correction("nothing", "no"), NotCorrectable),
        (correction("who", "partner"), NotCorrectable),
        (correction("today", "yes", step="w5-danger"), NotCorrectable),
    ],
)
def test_what_the_form_does_not_take_is_refused_and_nothing_is_stored(
    desk: Session, no: Conversation, wanted: Correction, error: type[ScreeningAppError]
) -> None:
    with pytest.raises(error):
        amend(desk, no, wanted)

    assert resume_conversation(desk, no.screening.id) == no


def test_an_open_conversation_is_answered_and_not_corrected(desk: Session, no: Conversation) -> None:
    draft = start_conversation(desk, no.screening.person, "pathway-health")

    with pytest.raises(NotCorrectable):
        weigh(draft, correction("hurt", "yes"))


def test_nobody_out_of_reach_corrects_anything(desk: Session, no: Conversation) -> None:
    stranger = replace(desk, user=replace(desk.user, id=UserId("01BX5ZZKBKACTAV9WEVGEMMVS0")))

    with pytest.raises(PersonNotFound):
        amend(stranger, no, correction("hurt", "yes"))

    assert len(versions(desk, no)) == 1


def test_what_another_corrected_meanwhile_is_not_corrected_over(desk: Session, no: Conversation) -> None:
    amend(desk, no, correction("hurt", "yes"))

    with pytest.raises(ScreeningAppError):
        amend(desk, no, correction("hurt", "yes"))

    assert len(versions(desk, no)) == 2


def test_a_reason_for_no_answer_is_an_answer(desk: Session, no: Conversation) -> None:
    wanted = replace(correction("hurt"), answer=Answer(absent=AbsentReason.DECLINED))

    made = amend(desk, no, wanted)

    assert made.conversation.records[ASK].answers.given[wanted.key] == wanted.answer


def test_marks_and_pictures_are_not_corrected(desk: Session, yes: Conversation) -> None:
    assert all(place.item.type not in {"body-map", "attachment"} for _step, place in correctable(yes))


def test_a_corrected_way_of_contact_is_not_agreed_on_anew(desk: Session, yes: Conversation) -> None:
    person = yes.screening.person
    (before,) = history_of(desk, person).agreements

    amend(desk, yes, correction("may-contact", "no", step="w11-contact"))

    (after,) = history_of(desk, person).agreements
    assert (after.at, after.by) == (before.at, before.by)
    assert after.evaluation != before.evaluation


def test_what_stands_out_over_time_reads_the_corrected_answers(desk: Session, yes: Conversation) -> None:
    before = patterns_of(desk, open_file(desk, yes.screening.person))

    amend(desk, yes, correction("own-words", "Han höll mig.", step="w5-what-happened"))

    after = patterns_of(desk, open_file(desk, yes.screening.person))
    assert (after.notices, after.unreadable) == (before.notices, before.unreadable)
