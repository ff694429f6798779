"""Points as an interval, policies, bands, and everything that counted (FORMS 3.6, 3.7)."""

from decimal import Decimal

import pytest

from screening_app.domain.answers import AbsentReason
from screening_app.domain.result import INCOMPLETE
from screening_app.engine.errors import FormCannotRun
from screening_app.engine.form import CompiledForm
from tests.helpers.scenario import Scenario, band, choice, group, item, link, small_form, total

FREQUENCY = ("never=1", "often=5")
BANDS = [band("below", 2, 5), band("positive", 6, 10)]


def two(**more: object) -> CompiledForm:
    """Return a form of two items, 2 to 10 points."""
    return small_form(
        item=[choice("a", *FREQUENCY), choice("b", *FREQUENCY)],
        score=[total("a", "b", range=[2, 10], band=BANDS, **more)],
    )


@pytest.mark.parametrize(
    "reason", [None, AbsentReason.DECLINED, AbsentReason.UNKNOWN, AbsentReason.NOT_ASKED]
)
def test_an_absent_answer_widens_the_interval_by_its_least_and_most_points(
    reason: AbsentReason | None,
) -> None:
    response = Scenario(two()).answer("a", "never")
    if reason is not None:
        response.absent("b", reason)

    assert response.result() == (2, 6, INCOMPLETE)
    assert response.score().total is None
    assert not response.score().is_certain


def test_not_applicable_adds_nothing() -> None:
    response = Scenario(two()).answer("a", "often").absent("b", AbsentReason.NOT_APPLICABLE)

    assert response.result() == (5, 5, "below")


def test_not_applicable_may_take_the_total_below_the_options_and_no_band_is_claimed() -> None:
    response = Scenario(two()).answer("a", "never").absent("b", AbsentReason.NOT_APPLICABLE)

    assert response.result() == (1, 1, INCOMPLETE)
    assert response.score().minimum == 1


def test_a_positive_stands_as_soon_as_the_lowest_reaches_the_cutoff() -> None:
    assert Scenario(two()).answer("a", "often").result() == (6, 10, "positive")


def test_a_score_says_its_rule_and_everything_that_counted() -> None:
    form = two(cutoff={"variant": "original", "source": "Someone 1998", "text": {"en": "1 or more"}})
    score = Scenario(form).answer("b", "often").score()

    assert (score.cutoff, score.source, score.missing) == ("original", "Someone 1998", "interval")
    assert [score.minimum, score.maximum] == [2, 10]
    assert score.band_text == {"en": "positive"}
    assert [part.key for part in score.counted] == [link("a"), link("b")]
    assert [part.lowest for part in score.counted] == [1, 5]
    assert [part.highest for part in score.counted] == [5, 5]
    assert [part.answer is None for part in score.counted] == [True, False]


def test_what_counted_stands_in_the_order_of_the_form() -> None:
    form = small_form(item=[choice("a"), choice("b")], score=[total("b", "a")])

    assert [part.key for part in Scenario(form).score().counted] == [link("a"), link("b")]


def test_points_are_decimal() -> None:
    form = small_form(item=[choice("a", "x=0.1"), choice("b", "x=0.2")], score=[total("a", "b")])

    assert Scenario(form).answer("a", "x").answer("b", "x").score().lowest == Decimal("0.3")


def test_a_score_without_bands_has_none() -> None:
    form = small_form(item=[choice("a")], score=[total("a")])

    assert Scenario(form).score().band is None


def test_require_all_says_nothing_until_everything_is_answered() -> None:
    response = Scenario(two(missing="require-all")).answer("a", "often")

    assert response.result() == (6, 10, INCOMPLETE)
    assert response.score().total is None

    response.answer("b", "never")

    assert response.result() == (6, 6, "positive")
    assert response.score().total == 6


def test_require_all_takes_not_applicable_for_an_answer() -> None:
    response = Scenario(two(missing="require-all")).answer("a", "often")

    response.absent("b", AbsentReason.NOT_APPLICABLE)

    assert response.score().total == 5


def test_require_all_does_not_take_a_declined_item_of_fixed_points_for_an_answer() -> None:
    form = small_form(item=[choice("a", "only=1")], score=[total("a", missing="require-all")])

    assert Scenario(form).absent("a").score().total is None
    assert Scenario(form).answer("a", "only").score().total == 1


def test_require_all_does_not_wait_for_what_is_not_asked() -> None:
    form = small_form(
        item=[choice("a"), choice("b", enableWhen={"question": "a", "is": "yes"})],
        score=[total("a", "b", missing="require-all")],
    )

    assert Scenario(form).answer("a", "no").score().total == 0
    assert Scenario(form).answer("a", "yes").score().total is None


def test_zero_once_started_counts_absent_as_zero_but_shows_the_interval() -> None:
    form = two(missing="zero-once-started")

    assert Scenario(form).result() == (2, 10, INCOMPLETE)
    assert Scenario(form).absent("a").score().total is None

    response = Scenario(form).answer("a", "often")

    assert response.result() == (6, 10, "below")
    assert response.score().total == 5


def test_several_options_add_up() -> None:
    form = small_form(item=[choice("a", "x=1", "y=2", "z=-4", repeats=True)], score=[total("a")])

    assert Scenario(form).answer("a", "x", "y").result() == (3, 3, None)
    assert Scenario(form).result() == (-4, 3, None)


def test_an_exclusive_option_does_not_add_to_the_most() -> None:
    alone = choice("a", "x=1", "y=2", repeats=True)
    alone["answerOption"] = [
        {"code": "x", "itemWeight": 1, "display": {"en": "x"}},
        {"code": "y", "itemWeight": 2, "display": {"en": "y"}, "exclusive": True},
    ]
    form = small_form(item=[alone], score=[total("a")])

    assert Scenario(form).result() == (1, 2, None)


def test_a_code_that_the_form_does_not_know_is_no_answer() -> None:
    assert Scenario(two()).answer("a", "gone").result() == (2, 10, INCOMPLETE)


def test_a_score_for_one_group_only_is_left_out_for_others() -> None:
    form = two(when={"age": "person", "at-least": 18})

    assert [score.id for score in Scenario(form, age=18).now.scores] == ["total"]
    assert Scenario(form, age=17).now.scores == ()


def test_a_comparison_with_a_score_that_is_left_out_is_false() -> None:
    form = small_form(
        item=[
            choice("a"),
            choice("b", enableWhen={"score": "total", "at-least": 0}),
            choice("c", enableWhen={"not": {"band": "total", "is": "low"}}),
        ],
        score=[total("a", band=[band("low", 0, 1)], when={"age": "person", "at-least": 18})],
    )

    assert Scenario(form, age=17).enabled == ["a", "c"]
    assert Scenario(form, age=18).enabled == ["a", "b"]


def test_a_level_that_a_person_sets_is_not_computed() -> None:
    form = small_form(item=[choice("a")], score=[{"id": "level", "judgement": True, "range": [0, 1]}])

    assert Scenario(form).now.scores == ()


def test_a_scored_item_that_an_absent_answer_would_enable_widens_the_interval() -> None:
    form = small_form(
        item=[
            choice("a", "no=0", "yes=1"),
            choice("b", "x=2", "y=4", enableWhen={"question": "a", "is": "yes"}),
        ],
        score=[total("a", "b")],
    )

    assert Scenario(form).result() == (0, 5, None)
    assert Scenario(form).answer("a", "no").result() == (0, 0, None)
    assert Scenario(form).answer("a", "yes").result() == (3, 5, None)
    assert Scenario(form).answer("a", "yes").answer("b", "x").result() == (3, 3, None)


def test_a_hidden_answer_does_not_narrow_what_it_may_become() -> None:
    form = small_form(
        item=[
            choice("a", "no=0", "yes=1"),
            choice("b", "x=2", "y=4", enableWhen={"question": "a", "is": "yes"}),
        ],
        score=[total("a", "b")],
    )

    assert Scenario(form).answer("b", "x").result() == (0, 5, None)


def test_an_answer_that_may_yet_be_hidden_may_come_to_nothing() -> None:
    form = small_form(
        item=[
            choice("a", "no=0", "yes=1"),
            choice("b", "x=2", enableWhen={"question": "a", "is-not": "yes"}),
        ],
        score=[total("a", "b")],
    )
    response = Scenario(form).answer("b", "x")

    assert response.result() == (0, 3, None)
    assert response.answer("a", "no").result() == (2, 2, None)


@pytest.mark.parametrize(
    ("condition", "answers", "expected"),
    [
        ({"score": "first", "at-least": 1}, {}, (0, 7)),
        ({"score": "first", "at-least": 1}, {"a": "yes"}, (7, 7)),
        ({"score": "first", "at-least": 1}, {"a": "no"}, (0, 0)),
        ({"score": "first", "at-most": 0}, {}, (0, 7)),
        ({"band": "first", "is": "high"}, {}, (0, 7)),
        ({"band": "first", "is": "high"}, {"a": "yes"}, (7, 7)),
        ({"band": "wide", "is": "any"}, {}, (7, 7)),
        ({"band": "first", "is": "never"}, {}, (0, 0)),
        ({"band": "first", "is": "incomplete"}, {}, (0, 7)),
        ({"score": "adult", "at-least": 1}, {}, (0, 7)),
        ({"band": "adult", "is": "any"}, {}, (0, 7)),
        ({"some": "child", "holds": {"question": "safe", "is": "no"}}, {}, (0, 7)),
        ({"every": "child", "holds": {"question": "safe", "is": "no"}}, {}, (0, 7)),
        ({"age": "person", "at-least": 1}, {}, (0, 0)),
        ({"all": [{"question": "a", "is": "yes"}, {"age": "person", "at-least": 1}]}, {}, (0, 0)),
        ({"any": [{"question": "a", "is": "yes"}, {"question": "n", "answered": False}]}, {}, (0, 7)),
    ],
)
def test_conditions_are_foreseen_as_far_as_absent_answers_allow(
    condition: dict[str, object], answers: dict[str, str], expected: tuple[int, int]
) -> None:
    bands = {
        "first": [band("low", 0, 0), band("high", 1, 1), band("never", 2, 3)],
        "wide": [band("any", 0, 1)],
    }
    form = small_form(
        item=[
            choice("a", "no=0", "yes=1"),
            item("n", "integer"),
            group("child", choice("safe"), repeats=True),
            choice("b", "x=7", enableWhen=condition),
        ],
        score=[
            total("a", id="first", band=bands["first"]),
            total("a", id="wide", band=bands["wide"]),
            total("a", id="adult", band=bands["wide"], when={"age": "person", "at-least": 18}),
            total("b"),
        ],
    )
    response = Scenario(form)
    for link_id, code in answers.items():
        response.answer(link_id, code)

    assert response.result()[:2] == expected


def test_an_item_of_a_group_that_may_be_hidden_may_come_to_nothing_whatever_its_own_condition() -> None:
    own = choice("b", "x=7", enableWhen={"question": "a", "recorded": False})
    adult = choice("c", "x=3", enableWhen={"age": "person", "at-least": 18})
    form = small_form(
        item=[choice("a"), group("g", own, adult, enableWhen={"question": "a", "is-not": "yes"})],
        score=[total("b", "c")],
    )

    assert Scenario(form, age=18).answer("c", "x").result() == (0, 10, None)


def test_instances_settle_a_condition_over_a_group() -> None:
    form = small_form(
        item=[
            group("child", group("plain", choice("safe")), repeats=True),
            choice("b", "x=7", enableWhen={"some": "child", "holds": {"question": "safe", "is": "no"}}),
        ],
        score=[total("b")],
    )
    response = Scenario(form).add("child@1")

    assert response.result() == (0, 7, None)
    assert response.answer("safe@1", "yes").result() == (0, 0, None)
    assert response.answer("safe@1", "no").result() == (7, 7, None)


@pytest.mark.parametrize(
    ("items", "rule"),
    [
        ([item("a", "integer")], "not-scorable"),
        ([choice("a", "x=1", "y")], "not-scorable"),
        ([group("g", choice("a"), repeats=True)], "scored-in-repeating-group"),
        ([choice("other")], "unknown-link-id"),
    ],
)
def test_a_score_that_cannot_be_summed_is_refused(items: list[dict[str, object]], rule: str) -> None:
    with pytest.raises(FormCannotRun) as refused:
        small_form(item=items, score=[total("a")])

    assert refused.value.params["rule"] == rule
