"""What each shipped pathway leaves to be done: every rule once held and once not (W-13)."""

import datetime as dt
from collections.abc import Mapping

import pytest

from screening_app.domain.events import fold
from screening_app.domain.follow_up import FollowUpKind
from screening_app.domain.ids import StepId
from screening_app.engine.answer_sets import read_changes
from screening_app.engine.circumstances import Circumstances
from screening_app.engine.evaluation import evaluate
from screening_app.engine.follow_up import Due
from screening_app.engine.pathway import follow_ups_at_closing
from tests.helpers.scenario import shipped_pathway

CLOSING = dt.date(2026, 11, 23)
PATHWAYS = ("se/pathway-health", "se/pathway-social", "gb/pathway")
YES = {
    "w4-ask": {"hurt": "yes"},
    "w5-what-happened": {"injured": "now"},
}
K = FollowUpKind

Answers = Mapping[str, Mapping[str, object]]


def tasks(code: str) -> Answers:
    """Return that the follow-up form asks for one thing to be done on a day."""
    return {"w13-follow-up": {"tasks": [code], "next-date": "2026-12-07"}}


def child(*reports: str, feedback: str = "yes") -> Answers:
    """Return a child for each day on which a report was made."""
    return {
        "w6-children": {
            "any-child": "yes",
            "child": [
                {"report-decision": "made", "report-date": day, "report-feedback": feedback}
                for day in reports
            ],
        }
    }


RULES: Mapping[str, tuple[Answers, list[tuple[str, FollowUpKind]]]] = {
    "next-contact": (
        {"w10-offer": {"next-kind": "call", "next-date": "2026-11-30"}},
        [("2026-11-30", K.CONTACT)],
    ),
    "next-contact-undated": (
        {"w10-offer": {"next-kind": "call", "next-date": {"absent": "unknown"}}},
        [("2026-11-30", K.CONTACT)],
    ),
    "child-report": (child("2026-11-20"), [("2026-12-11", K.CHILD_FEEDBACK)]),
    "recipient": (
        {"w10-offer": {"consent": "send", "wants-feedback": "yes"}},
        [("2026-12-07", K.REFERRAL)],
    ),
    "pictures": ({"w8-injuries": {"again-date": "2026-11-26"}}, [("2026-11-26", K.NEW_PICTURES)]),
    "contact-card": (
        {"w11-contact": {"may-contact": "yes", "valid-until": "2027-01-10"}},
        [("2027-01-10", K.CONTACT_CARD)],
    ),
    "plan": ({"w9-plan": {"plan-offer": "yes", "review-date": "2027-02-01"}}, [("2027-02-01", K.PLAN)]),
    "next-call": (tasks("contact"), [("2026-12-07", K.CONTACT)]),
    "next-asking": (tasks("ask-again"), [("2026-12-07", K.ASK_AGAIN)]),
    "next-pictures": (tasks("photos"), [("2026-12-07", K.NEW_PICTURES)]),
    "next-consent": (tasks("consent"), [("2026-12-07", K.CONSENT)]),
    "next-plan": (tasks("plan"), [("2026-12-07", K.PLAN)]),
    "next-child": (tasks("child"), [("2026-12-07", K.CHILD)]),
}


def left(pathway: str, answers: Answers) -> list[tuple[str, FollowUpKind]]:
    """Return what a conversation with these answers, closed on the day, leaves to be done."""
    compiled, circumstances = shipped_pathway(pathway), Circumstances(today=CLOSING)
    evaluations = {
        StepId(step): evaluate(form, fold(read_changes(form, answers[step])), circumstances)
        for step, form in compiled.forms_by_step.items()
        if step in answers
    }
    due: tuple[Due, ...] = follow_ups_at_closing(compiled, evaluations, circumstances, CLOSING)
    return [(one.on.isoformat(), one.kind) for one in due]


@pytest.mark.parametrize("pathway", PATHWAYS)
def test_the_same_things_are_planned_in_every_pathway(pathway: str) -> None:
    ids = {rule.id for rule in shipped_pathway(pathway).pathway.follow_up}

    assert ids == {*RULES, "ask-again"}


@pytest.mark.parametrize("pathway", PATHWAYS)
@pytest.mark.parametrize("rule", sorted(RULES))
def test_a_yes_leaves_what_was_agreed_and_nothing_else(pathway: str, rule: str) -> None:
    answers, expected = RULES[rule]

    assert left(pathway, YES) == []
    assert left(pathway, {**YES, **answers}) == expected


@pytest.mark.parametrize("pathway", PATHWAYS)
def test_a_suspicion_is_asked_about_again_on_the_day_that_was_written(pathway: str) -> None:
    suspected = {"w4-ask": {"hurt": "no"}, "w4-suspicion": {"seen-heard": "x", "ask-again": "2027-01-08"}}

    assert left(pathway, suspected) == [("2027-01-08", K.ASK_AGAIN)]


@pytest.mark.parametrize("pathway", PATHWAYS)
def test_answers_of_a_step_that_is_not_part_of_the_conversation_leave_nothing(pathway: str) -> None:
    unsaid = {**YES, "w4-ask": {"hurt": "no"}, "w10-offer": {"next-kind": "call", "next-date": "2026-11-30"}}

    assert left(pathway, unsaid) == []


def test_each_report_is_followed_up_from_its_own_day_and_one_day_once() -> None:
    reported = {**YES, **child("2026-11-20", "2026-11-23", "2026-11-20")}

    assert left("se/pathway-health", reported) == [
        ("2026-12-11", K.CHILD_FEEDBACK),
        ("2026-12-14", K.CHILD_FEEDBACK),
    ]


def test_no_feedback_is_waited_for_that_nobody_asked_for() -> None:
    assert left("se/pathway-health", {**YES, **child("2026-11-20", feedback="no")}) == []


def test_a_contact_card_is_looked_at_again_within_ninety_days_whatever_was_written() -> None:
    card = {"w11-contact": {"may-contact": "yes", "valid-until": "2028-01-01"}}

    assert left("se/pathway-health", {**YES, **card}) == [("2027-02-21", K.CONTACT_CARD)]


def test_a_month_without_a_day_is_due_on_its_first_day() -> None:
    soon = {"w10-offer": {"next-kind": "visit", "next-date": "2026-12"}}

    assert left("se/pathway-health", {**YES, **soon}) == [("2026-12-01", K.CONTACT)]
