"""Each pattern of the rules over time at its edges, and what a notice says of its reasons (DESIGN 6)."""

import datetime as dt
from collections.abc import Mapping

import pytest

from screening_app.domain.ids import Canonical
from screening_app.domain.notice import Unread
from screening_app.domain.result import FlagLevel
from screening_app.engine.form import CompiledForm
from screening_app.engine.over_time import months_before
from screening_app.engine.signs import CompiledRules
from tests.helpers.histories import TODAY, held, look, rule, rules, said, told
from tests.helpers.scenario import choice, flag, group, item, small_form, total

URL = "https://example.org/small"
HURT = {"form": URL, "holds": {"question": "hurt", "is": "yes"}}
MARKED = {
    "form": URL,
    "holds": {"any": [{"question": "hurt", "is": "yes"}, {"question": "marks", "in": ["new", "old"]}]},
}
FORM = small_form(
    item=[
        choice("hurt"),
        choice("afraid"),
        choice("marks", "new", "old", repeats=True),
        item("words", "text"),
        group("child", choice("seen"), repeats=True),
    ],
    score=[total("hurt", "afraid", range=[0, 2])],
    flag=[
        flag("afraid", {"question": "afraid", "is": "yes"}),
        flag("both", {"all": [{"question": "hurt", "is": "yes"}, {"question": "afraid", "is": "yes"}]}),
        flag("child", {"some": "child", "holds": {"question": "seen", "is": "yes"}}),
    ],
)


def day(ago: int) -> dt.date:
    """Return a day so many days ago."""
    return TODAY - dt.timedelta(days=ago)


def newly(name: str) -> CompiledRules:
    """Return the rule that a flag of the form is new."""
    return rules(rule=[{**rule(), "new-flag": [{"form": URL, "flag": [name]}]}])


def older(*items: dict[str, object], **more: object) -> CompiledForm:
    """Return an older version of the form."""
    return small_form(version="0.9.0", item=list(items), **more)


def test_an_entry_on_the_first_day_of_the_period_counts_and_one_before_does_not() -> None:
    once = rules(sign={"hurt": [HURT]}, rule=[rule(count={"sign": "hurt", "at-least": 1})])
    first = months_before(TODAY, 12)

    assert told(look(once, [held("a", first, said(FORM, {"hurt": "yes"}))])) == {"it": ("a",)}
    assert not told(look(once, [held("a", first - dt.timedelta(days=1), said(FORM, {"hurt": "yes"}))]))


def test_an_entry_dated_after_today_counts() -> None:
    once = rules(sign={"hurt": [HURT]}, rule=[rule(count={"sign": "hurt", "at-least": 1})])

    assert told(look(once, [held("a", day(-3), said(FORM, {"hurt": "yes"}))])) == {"it": ("a",)}


@pytest.mark.parametrize(
    ("today", "months", "first"),
    [
        (dt.date(2026, 11, 22), 12, dt.date(2025, 11, 22)),
        (dt.date(2026, 3, 31), 1, dt.date(2026, 2, 28)),
        (dt.date(2024, 3, 31), 1, dt.date(2024, 2, 29)),
        (dt.date(2026, 1, 15), 1, dt.date(2025, 12, 15)),
        (dt.date(2026, 1, 15), 12 * 3000, dt.date.min),
    ],
)
def test_months_are_those_of_the_calendar(today: dt.date, months: int, first: dt.date) -> None:
    assert months_before(today, months) == first


def test_times_that_lie_too_close_count_once() -> None:
    twice = rules(
        sign={"hurt": [HURT]}, rule=[rule(count={"sign": "hurt", "at-least": 2, "apart": {"days": 10}})]
    )
    yes = said(FORM, {"hurt": "yes"})

    assert not told(look(twice, [held("a", day(20), yes), held("b", day(11), yes)]))
    # Each lies nine days from the next, and the first and the last lie far enough apart.
    assert told(look(twice, [held("a", day(29), yes), held("b", day(20), yes), held("c", day(11), yes)])) == {
        "it": ("a", "b", "c")
    }


def test_a_notice_says_which_answers_of_which_response_of_which_version() -> None:
    once = rules(sign={"any": [MARKED]}, rule=[rule(count={"sign": "any", "at-least": 1})])

    (notice,) = look(once, [held("a", TODAY, said(FORM, {"hurt": "yes", "marks": ["old"]}))]).notices

    (trigger,) = notice.triggers
    assert (trigger.screening, trigger.step, trigger.form) == ("a", "s0", FORM.canonical)
    assert [(one.key.link_id, one.answer.values) for one in trigger.evidence] == [
        ("hurt", ("yes",)),
        ("marks", ("old",)),
    ]


def test_a_response_that_meets_two_alternatives_is_one_entry() -> None:
    once = rules(sign={"any": [HURT, MARKED]}, rule=[rule(count={"sign": "any", "at-least": 1})])

    (notice,) = look(once, [held("a", TODAY, said(FORM, {"hurt": "yes", "marks": ["new"]}))]).notices

    (trigger,) = notice.triggers
    assert [one.key.link_id for one in trigger.evidence] == ["hurt", "marks"]


def test_an_outcome_for_another_reason_is_no_sign() -> None:
    once = rules(
        sign={"kept-away": [{"outcome": ["not-asked"], "reason": ["partner-present"]}]},
        rule=[rule(count={"sign": "kept-away", "at-least": 1})],
    )

    assert not told(look(once, [held("a", TODAY, outcome="not-asked", reason="time")]))
    (notice,) = look(once, [held("b", TODAY, outcome="not-asked", reason="partner-present")]).notices
    assert (notice.triggers[0].outcome, notice.triggers[0].reason) == ("not-asked", "partner-present")


def test_a_hidden_answer_is_no_sign() -> None:
    form = small_form(item=[choice("open"), choice("hurt", enableWhen={"question": "open", "is": "yes"})])
    once = rules(sign={"hurt": [HURT]}, rule=[rule(count={"sign": "hurt", "at-least": 1})])

    assert not told(look(once, [held("a", TODAY, said(form, {"open": "no", "hurt": "yes"}))]))


def test_a_rise_names_the_latest_that_lies_above_and_what_carried_points() -> None:
    more = rules(rule=[rule(rise=[{"form": URL, "score": "total"}])])
    none, one, two = (
        said(FORM, {"hurt": hurt, "afraid": afraid})
        for hurt, afraid in (("no", "no"), ("yes", "no"), ("yes", "yes"))
    )

    found = look(more, [held("a", day(9), none), held("b", day(6), one), held("c", day(3), two)])

    (notice,) = found.notices
    before, after = notice.triggers
    assert (before.screening, after.screening) == ("b", "c")
    assert [part.key.link_id for part in before.evidence] == ["hurt"]
    assert [part.key.link_id for part in after.evidence] == ["hurt", "afraid"]


def test_a_rise_is_not_read_between_versions_that_count_otherwise() -> None:
    more = rules(rule=[rule(rise=[{"form": URL, "score": "total"}])])
    then = older(choice("hurt"), score=[total("hurt", range=[0, 1])])

    found = look(
        more,
        [
            held("a", day(9), said(then, {"hurt": "no"})),
            held("b", day(3), said(FORM, {"hurt": "yes", "afraid": "no"})),
        ],
    )

    assert found.notices == ()
    assert found.unread == (Unread("it", then.canonical),)


def test_a_rise_is_read_between_versions_that_count_the_same() -> None:
    more = rules(rule=[rule(rise=[{"form": URL, "score": "total"}])])
    then = older(choice("hurt"), choice("afraid"), score=[total("hurt", "afraid", range=[0, 2])])

    found = look(
        more,
        [
            held("a", day(9), said(then, {"hurt": "no", "afraid": "no"})),
            held("b", day(3), said(FORM, {"hurt": "yes", "afraid": "no"})),
        ],
    )

    assert told(found) == {"it": ("a", "b")}
    assert found.unread == ()


def test_a_score_that_is_not_there_is_no_rise() -> None:
    more = rules(rule=[rule(rise=[{"form": URL, "score": "gone"}])])

    found = look(more, [held("a", day(9), said(FORM, {})), held("b", day(3), said(FORM, {"hurt": "yes"}))])

    assert found.notices == ()
    assert found.unread == (Unread("it", FORM.canonical),)


@pytest.mark.parametrize(
    ("before", "is_new"),
    [
        ({"hurt": "no", "afraid": "no"}, True),
        # One answer rules the flag out, however the other turns out.
        ({"hurt": "no"}, True),
        ({"hurt": "yes", "afraid": "no"}, True),
        ({"hurt": "yes"}, False),
        ({"hurt": "yes", "afraid": {"absent": "declined"}}, False),
        ({"hurt": "yes", "afraid": {"absent": "not-applicable"}}, True),
        ({}, False),
    ],
)
def test_a_flag_is_new_only_if_it_certainly_was_not_there(before: dict[str, object], *, is_new: bool) -> None:
    new = newly("both")

    found = look(
        new,
        [
            held("a", day(9), said(FORM, before)),
            held("b", day(3), said(FORM, {"hurt": "yes", "afraid": "yes"})),
        ],
    )

    assert told(found) == ({"it": ("a", "b")} if is_new else {})


def test_a_group_that_nothing_was_added_to_rules_no_flag_out() -> None:
    new = newly("child")
    later = held("b", day(3), said(FORM, {"child": [{"seen": "yes"}]}))

    assert told(look(new, [held("a", day(9), said(FORM, {})), later])) == {}
    assert told(look(new, [held("a", day(9), said(FORM, {"child": [{"seen": "no"}]})), later])) == {
        "it": ("a", "b")
    }


def test_a_new_flag_names_every_response_that_raises_it_since() -> None:
    new = newly("afraid")
    no, yes = said(FORM, {"afraid": "no"}), said(FORM, {"afraid": "yes"})
    history = [held(name, day(ago), one) for name, ago, one in (("a", 9, no), ("b", 6, yes), ("c", 3, yes))]

    assert told(look(new, history)) == {"it": ("a", "b", "c")}
    assert told(look(new, history[1:])) == {}


def test_a_flag_that_an_older_version_lacks_is_not_taken_for_new() -> None:
    new = newly("afraid")
    then = older(choice("hurt"))

    found = look(
        new, [held("a", day(9), said(then, {"hurt": "no"})), held("b", day(3), said(FORM, {"afraid": "yes"}))]
    )

    assert found.notices == ()
    assert found.unread == (Unread("it", then.canonical),)


def test_a_sign_whose_question_an_older_version_lacks_is_said_to_be_unread() -> None:
    once = rules(sign={"any": [HURT, MARKED]}, rule=[rule(count={"sign": "any", "at-least": 1})])
    then = older(choice("hurt"))

    found = look(once, [held("a", day(9), said(then, {"hurt": "yes"}))])

    # What can be asked of it still is.
    assert told(found) == {"it": ("a",)}
    assert found.unread == (Unread("it", Canonical(f"{URL}|0.9.0")),)


def test_an_old_version_outside_the_period_is_not_spoken_of() -> None:
    once = rules(sign={"any": [MARKED]}, rule=[rule(count={"sign": "any", "at-least": 1})])

    assert look(once, [held("a", day(400), said(older(choice("hurt")), {"hurt": "yes"}))]).unread == ()


def test_different_answers_need_both_to_be_there_and_the_same_place() -> None:
    differ = {"form": URL, "question": "marks", "same": "hurt", "within": {"days": 9}}
    other = rules(rule=[rule(differ=differ)])

    def found(ago: int, one: Mapping[str, object], two: Mapping[str, object]) -> dict[str, tuple[str, ...]]:
        return told(look(other, [held("a", day(ago), said(FORM, one)), held("b", TODAY, said(FORM, two))]))

    new, old = {"hurt": "yes", "marks": ["new"]}, {"hurt": "yes", "marks": ["old"]}
    assert found(9, new, old) == {"it": ("a", "b")}
    assert found(0, new, old) == {"it": ("a", "b")}
    assert found(10, new, old) == {}
    assert found(9, new, {**old, "hurt": "no"}) == {}
    assert found(9, new, {"hurt": "yes", "marks": ["new", "old"]}) == {}
    assert found(9, new, {"hurt": "yes", "marks": {"absent": "declined"}}) == {}


def test_a_question_that_an_older_version_lacks_is_not_taken_for_another_answer() -> None:
    other = rules(rule=[rule(differ={"form": URL, "question": "marks", "within": {"days": 9}})])
    then = older(choice("hurt"))

    found = look(
        other,
        [held("a", day(9), said(then, {"hurt": "no"})), held("b", day(3), said(FORM, {"marks": ["new"]}))],
    )

    assert found.notices == ()
    assert found.unread == (Unread("it", then.canonical),)


SINCE = rules(
    sign={
        "yes": [{"outcome": ["asked-yes"]}],
        "away": [{"form": URL, "holds": {"question": "hurt", "is": "yes"}}],
        "back": [
            {"form": URL, "holds": {"question": "afraid", "is": "yes"}},
            {"outcome": ["asked-no", "asked-yes"]},
        ],
    },
    rule=[
        rule("away", after={"first": "yes", "then": "away", "without": "back"}),
        rule("still", after={"first": "yes", "without": "back", "wait": {"days": 30}}),
    ],
)


def test_something_after_something_is_raised_until_the_third_has_come() -> None:
    told_of = held("a", day(60), outcome="asked-yes")
    away = held("b", day(40), said(FORM, {"hurt": "yes", "afraid": "no"}), outcome="declined")
    back = held("c", day(10), said(FORM, {"hurt": "no", "afraid": "yes"}), outcome="declined")

    assert told(look(SINCE, [told_of, away])) == {"away": ("a", "b"), "still": ("a",)}
    assert told(look(SINCE, [told_of, away, back])) == {}


def test_what_may_have_come_since_counts_as_come() -> None:
    told_of = held("a", day(60), outcome="asked-yes")
    perhaps = held("c", day(10), said(FORM, {"hurt": "no"}), outcome="declined")

    assert told(look(SINCE, [told_of, perhaps])) == {}
    assert told(look(SINCE, [told_of, held("c", day(10))])) == {}


def test_a_version_that_cannot_be_asked_counts_as_come() -> None:
    then = older(choice("hurt"))

    found = look(
        SINCE,
        [held("a", day(60), outcome="asked-yes"), held("b", day(9), said(then, {}), outcome="declined")],
    )

    assert found.notices == ()
    assert Unread("still", then.canonical) in found.unread


def test_what_came_since_may_be_answers_alone() -> None:
    silent = rules(
        sign={"yes": [{"outcome": ["asked-yes"]}], "back": [HURT]},
        rule=[rule(after={"first": "yes", "without": "back"})],
    )
    told_of = held("a", day(60), outcome="asked-yes")

    assert told(look(silent, [told_of, held("b", day(9), said(FORM, {"hurt": "no"}))])) == {"it": ("a",)}
    assert told(look(silent, [told_of, held("b", day(9), said(FORM, {"hurt": "yes"}))])) == {}


def test_the_first_itself_is_not_what_came_since() -> None:
    assert told(look(SINCE, [held("a", day(30), outcome="asked-yes")])) == {"still": ("a",)}
    assert told(look(SINCE, [held("a", day(29), outcome="asked-yes")])) == {}


def test_another_conversation_of_the_same_day_is_what_came_since() -> None:
    one, other = (held(name, day(60), outcome="asked-yes") for name in "ab")

    assert told(look(SINCE, [one, other])) == {}


def test_what_asks_for_action_soonest_stands_first() -> None:
    sooner = {**rule("b", count={"sign": "hurt", "at-least": 1}), "level": "same-day"}
    both = rules(sign={"hurt": [HURT]}, rule=[rule("a", count={"sign": "hurt", "at-least": 1}), sooner])

    notices = look(both, [held("a", TODAY, said(FORM, {"hurt": "yes"}))]).notices

    assert [(notice.rule, notice.level) for notice in notices] == [
        ("b", FlagLevel.SAME_DAY),
        ("a", FlagLevel.ATTENTION),
    ]


def test_a_notice_carries_the_source_of_its_rule_and_whether_it_was_verified() -> None:
    stated = {"basis": "a test", "source": "A study", "verified": True}
    sourced = {**rule("a", count={"sign": "hurt", "at-least": 1}), "evidence": stated}
    both = rules(sign={"hurt": [HURT]}, rule=[sourced, rule("b", count={"sign": "hurt", "at-least": 1})])

    notices = look(both, [held("a", TODAY, said(FORM, {"hurt": "yes"}))]).notices

    assert [(notice.source, notice.verified) for notice in notices] == [("A study", True), ("", False)]


def test_nothing_is_said_of_nobody() -> None:
    assert look(SINCE, []).notices == ()
