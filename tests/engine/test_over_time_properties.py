"""What holds of every record under the rules that ship: order, silence, and that nothing hides a notice."""

import datetime as dt
import random

from hypothesis import given, settings
from hypothesis import strategies as st

from screening_app.domain.notice import Notice
from screening_app.engine.history import PastConversation
from tests.helpers.histories import TODAY, drawn_history, held, look, said, shipped_rules, silenced, told
from tests.helpers.scenario import shipped_form

DICE = st.integers(0, 2**32).map(random.Random)
CLEARED_BY_CONTACT = {rule.id for rule in shipped_rules().rules.rule if rule.after and rule.after.without}


def notices(history: list[PastConversation], today: dt.date = TODAY) -> tuple[Notice, ...]:
    return look(shipped_rules(), history, today).notices


@settings(max_examples=150, deadline=None)
@given(dice=DICE)
def test_the_order_in_which_the_record_is_handed_in_does_not_matter(dice: random.Random) -> None:
    history = [one.held() for one in drawn_history(dice)]
    shuffled = dice.sample(history, k=len(history))

    assert notices(shuffled) == notices(history)


@settings(max_examples=150, deadline=None)
@given(dice=DICE)
def test_an_answer_that_falls_silent_never_raises_a_notice(dice: random.Random) -> None:
    drawn = drawn_history(dice)
    before = told(look(shipped_rules(), [one.held() for one in drawn]))
    silent = dice.choice(drawn)
    changed = {form: silenced(form, answers, dice) for form, answers in silent.answers.items()}

    after = look(shipped_rules(), [one.held(changed) if one is silent else one.held() for one in drawn])

    assert set(told(after)) <= set(before)


@settings(max_examples=150, deadline=None)
@given(dice=DICE)
def test_another_conversation_takes_back_nothing_but_that_nobody_was_in_touch(dice: random.Random) -> None:
    *drawn, last = drawn_history(dice)
    before = told(look(shipped_rules(), [one.held() for one in drawn]))

    after = told(look(shipped_rules(), [*(one.held() for one in drawn), last.held()]))

    assert set(before) - CLEARED_BY_CONTACT <= set(after)


@settings(max_examples=100, deadline=None)
@given(dice=DICE)
def test_a_conversation_without_a_sign_changes_no_notice(dice: random.Random) -> None:
    history = [one.held() for one in drawn_history(dice)]
    prepared = said(shipped_form("core/prepare"), {"reason": "routine"})
    day = TODAY - dt.timedelta(days=dice.randrange(900))
    # It came to something that is no contact: the unit asked lately, by its routine.
    other = held("z", day, prepared, outcome="not-asked", reason="asked-recently")

    kept = {notice.rule for notice in notices(history)} - {"contact-not-made"}

    assert {notice.rule for notice in notices([*history, other])} - {"contact-not-made"} == kept


@settings(max_examples=100, deadline=None)
@given(dice=DICE)
def test_a_notice_names_entries_of_the_record_and_of_the_period_oldest_first(dice: random.Random) -> None:
    history = [one.held() for one in drawn_history(dice)]
    known = {(conversation.screening, conversation.on) for conversation in history}

    for notice in notices(history):
        days = [trigger.on for trigger in notice.triggers]
        assert days == sorted(days)
        assert {(trigger.screening, trigger.on) for trigger in notice.triggers} <= known
        assert min(days) >= TODAY - dt.timedelta(days=731)
        for trigger in notice.triggers:
            assert (trigger.form is None) == (trigger.outcome is not None)


@settings(max_examples=100, deadline=None)
@given(dice=DICE)
def test_a_day_later_nothing_is_new_but_what_was_waited_for(dice: random.Random) -> None:
    history = [one.held() for one in drawn_history(dice)]
    today = {notice.rule for notice in notices(history)}

    tomorrow = {notice.rule for notice in notices(history, TODAY + dt.timedelta(days=1))}

    assert tomorrow - today <= {"contact-not-made"}


def test_the_drawn_records_raise_every_rule() -> None:
    raised: set[str] = set()
    for seed in range(1500):
        dice = random.Random(seed)  # noqa: S311 (histories, and no secret)
        raised |= set(told(look(shipped_rules(), [one.held() for one in drawn_history(dice, most=8)])))

    assert raised == {rule.id for rule in shipped_rules().rules.rule}
