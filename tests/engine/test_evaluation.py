"""What is asked, in which order, what is missing and what is hidden (FORMS 3.1, 3.2, 3.5)."""

import pytest

from screening_app.domain.answers import AbsentReason, Answer, AnswerKey
from screening_app.engine.errors import FormCannotRun
from screening_app.engine.form import compile_form
from tests.helpers.scenario import Scenario, choice, flag, group, item, link, shipped_form, small_form, total

IF_YES = {"question": "a", "is": "yes"}


def places(response: Scenario) -> list[str]:
    """Return every living place."""
    return [str(place.key) for place in response.now.places]


def test_an_item_is_enabled_when_its_parent_is_and_its_own_condition_holds() -> None:
    inner = choice("c", enableWhen={"question": "b", "is": "yes"})
    form = small_form(
        item=[choice("a"), choice("b"), group("g", inner, item("d", "text"), enableWhen=IF_YES)]
    )

    assert Scenario(form).answer("b", "yes").enabled == ["a", "b"]
    assert Scenario(form).answer("a", "yes").enabled == ["a", "b", "g", "d"]
    assert Scenario(form).answer("a", "yes").answer("b", "yes").enabled == ["a", "b", "g", "c", "d"]


def test_places_stand_in_reading_order_with_groups_displays_and_disabled_ones() -> None:
    form = small_form(
        item=[
            item("hello", "display"),
            group("child", choice("safe"), choice("where"), repeats=True),
            choice("a", enableWhen={"some": "child", "holds": {"question": "safe", "is": "no"}}),
        ]
    )
    response = Scenario(form).add("child@1").add("child@2")

    assert places(response) == [
        "hello", "child", "child@1", "safe@1", "where@1", "child@2", "safe@2", "where@2", "a",
    ]  # fmt: skip
    assert "a" not in response.enabled


def test_instances_stand_in_the_order_they_were_added_and_leave_when_removed() -> None:
    form = small_form(item=[group("child", choice("safe"), repeats=True)])
    response = Scenario(form).add("child@1").add("child@2").add("child@3").remove("child@2")

    assert places(response) == ["child", "child@1", "safe@1", "child@3", "safe@3"]


def test_instances_of_a_hidden_group_are_listed_but_not_enabled() -> None:
    form = small_form(item=[choice("a"), group("child", choice("safe"), repeats=True, enableWhen=IF_YES)])
    response = Scenario(form).add("child@1").answer("safe@1", "no")

    assert places(response) == ["a", "child", "child@1", "safe@1"]
    assert response.enabled == ["a"]
    assert response.now.hidden == (AnswerKey.parse("safe@1"),)


def test_required_counts_only_while_enabled() -> None:
    form = small_form(item=[choice("a"), choice("b", required=True, enableWhen=IF_YES)])

    assert Scenario(form).missing == []
    assert Scenario(form).answer("a", "yes").missing == ["b"]
    assert Scenario(form).answer("a", "yes").now.places[1].required
    assert not Scenario(form).now.places[1].required


@pytest.mark.parametrize(("reason", "missing"), [(AbsentReason.DECLINED, []), (AbsentReason.UNKNOWN, ["a"])])
def test_only_an_allowed_reason_satisfies_required(reason: AbsentReason, missing: list[str]) -> None:
    form = small_form(item=[choice("a", required=True, absent=["declined"])])

    assert Scenario(form).absent("a", reason).missing == missing


def test_a_required_repeating_group_needs_an_instance() -> None:
    form = small_form(item=[group("child", choice("safe", required=True), repeats=True, required=True)])
    response = Scenario(form)

    assert response.missing == ["child"]
    assert not response.now.is_complete
    assert response.add("child@1").missing == ["safe@1"]
    assert response.answer("safe@1", "no").missing == []
    assert response.now.is_complete


def test_a_required_group_that_does_not_repeat_asks_for_nothing_itself() -> None:
    form = small_form(item=[group("g", choice("a"), required=True)])

    assert Scenario(form).missing == []


def test_answers_to_what_the_form_does_not_hold_are_hidden() -> None:
    form = small_form(item=[choice("a"), group("child", choice("safe"), repeats=True)])
    response = (
        Scenario(form).answer("gone", "x").answer("a@1", "no").answer("safe", "no").answer("safe@9", "no")
    )

    assert {str(key) for key in response.now.hidden} == {"gone", "a@1", "safe", "safe@9"}
    assert response.now.effective == {}


def test_an_answer_to_a_group_is_hidden() -> None:
    form = small_form(item=[group("g", choice("a"))])

    assert Scenario(form).answer("g", "x").now.hidden == (link("g"),)


def test_what_is_read_is_worked_out_before_what_reads_it() -> None:
    form = small_form(
        item=[
            choice("b", enableWhen=IF_YES),
            choice("a"),
            choice("c", enableWhen={"question": "b", "is": "yes"}),
        ]
    )
    response = Scenario(form).answer("a", "yes").answer("b", "yes")

    assert response.enabled == ["b", "a", "c"]
    assert response.answer("a", "no").enabled == ["a"]


def test_a_score_that_a_condition_reads_is_worked_out_before_it() -> None:
    form = small_form(
        item=[choice("b", enableWhen={"score": "total", "at-least": 1}), choice("a")], score=[total("a")]
    )

    assert Scenario(form).answer("a", "yes").enabled == ["b", "a"]


def test_conditions_in_a_circle_are_refused() -> None:
    with pytest.raises(FormCannotRun) as refused:
        small_form(
            item=[choice("a", enableWhen={"question": "b", "is": "yes"}), choice("b", enableWhen=IF_YES)]
        )

    assert refused.value.params["rule"] == "circular-reference"
    assert "a breaks the rule circular-reference" in refused.value.describe()


def test_two_items_of_one_link_id_are_refused() -> None:
    with pytest.raises(FormCannotRun) as refused:
        small_form(item=[choice("a"), choice("a")])

    assert refused.value.params["rule"] == "duplicate-link-id"


def test_the_same_file_is_compiled_once() -> None:
    form = shipped_form("core/children")

    assert compile_form(form.questionnaire) is form
    assert compile_form(form.questionnaire.model_copy()) is form
    assert compile_form(form.questionnaire.model_copy(update={"languages": ("en",)})) is not form


def test_a_form_knows_its_groups() -> None:
    form = shipped_form("core/children")

    assert form.groups_around[link("report-date").link_id] == ("child",)
    assert [around.link_id for around in form.around[link("report-date").link_id]] == ["child", "report-made"]


def test_flags_stand_in_the_order_of_the_form_with_the_answers_that_raised_them() -> None:
    form = small_form(
        item=[choice("a"), choice("b")],
        flag=[
            flag("both", {"any": [{"question": "b", "is": "yes"}, IF_YES]}, action=["supervisor"]),
            flag("first", IF_YES, level="immediate"),
        ],
    )
    response = Scenario(form).answer("a", "yes").answer("b", "yes")

    assert response.flags == ["both", "first"]
    assert [one.key for one in response.flag("both").evidence] == [link("a"), link("b")]
    assert response.flag("first").evidence[0].answer == Answer(("yes",))
    assert response.flag("both").action == ("supervisor",)
    assert response.flag("first").level.value == "immediate"


def test_evidence_names_only_what_made_the_rule_hold() -> None:
    rule = {
        "any": [IF_YES, {"all": [{"question": "b", "is": "yes"}, {"not": {"question": "c", "is": "no"}}]}]
    }
    form = small_form(item=[choice("a"), choice("b"), choice("c")], flag=[flag("raised", rule)])

    by_a = Scenario(form).answer("a", "yes").answer("b", "yes").answer("c", "no")
    by_b = Scenario(form).answer("a", "no").answer("b", "yes").answer("c", "yes")

    assert [one.key for one in by_a.flag("raised").evidence] == [link("a")]
    assert [one.key for one in by_b.flag("raised").evidence] == [link("b"), link("c")]


def test_evidence_of_some_and_every_stands_in_the_instances_that_count() -> None:
    inner = {"question": "safe", "is": "no"}
    form = small_form(
        item=[group("child", choice("safe"), repeats=True)],
        flag=[
            flag("some", {"some": "child", "holds": inner}),
            flag("every", {"every": "child", "holds": inner}),
            flag("not-every", {"not": {"every": "child", "holds": inner}}),
        ],
    )
    response = Scenario(form).add("child@1").add("child@2").answer("safe@1", "yes").answer("safe@2", "no")

    assert [str(one.key) for one in response.flag("some").evidence] == ["safe@2"]
    assert [str(one.key) for one in response.flag("not-every").evidence] == ["safe@1"]
    response.answer("safe@1", "no")
    assert [str(one.key) for one in response.flag("every").evidence] == ["safe@1", "safe@2"]


def test_evidence_of_a_score_is_what_carried_points() -> None:
    form = small_form(
        item=[choice("a"), choice("b"), choice("c")],
        score=[total("a", "b", "c")],
        flag=[
            flag("many", {"score": "total", "at-least": 2}),
            flag("few", {"score": "total", "at-most": 2}),
            flag("not-all", {"not": {"score": "total", "at-least": 3}}),
        ],
    )
    response = Scenario(form).answer("a", "yes").answer("b", "no").answer("c", "yes")

    assert [one.key for one in response.flag("many").evidence] == [link("a"), link("c")]
    assert [one.key for one in response.flag("few").evidence] == [link("a"), link("b"), link("c")]
    assert [one.key for one in response.flag("not-all").evidence] == [link("a"), link("b"), link("c")]


def test_evidence_of_a_band_is_what_counted_and_of_an_age_is_no_answer() -> None:
    form = small_form(
        item=[choice("a")],
        score=[
            total("a", band=[{"id": "low", "from": 0, "to": 0, "text": {"en": "low"}}]),
            total("a", id="minor", when={"age": "person", "less-than": 18}),
        ],
        flag=[
            flag("low", {"band": "total", "is": "low"}),
            flag("old", {"age": "person", "at-least": 65}),
            flag("not-computed", {"not": {"band": "minor", "is": "incomplete"}}),
        ],
    )
    response = Scenario(form, age=70).answer("a", "no")

    assert [one.key for one in response.flag("low").evidence] == [link("a")]
    assert response.flag("old").evidence == ()
    assert response.flag("not-computed").evidence == ()


def test_a_flag_is_raised_on_an_incomplete_response() -> None:
    form = small_form(
        item=[choice("a", required=True), choice("b", required=True)], flag=[flag("raised", IF_YES)]
    )
    response = Scenario(form).answer("a", "yes")

    assert not response.now.is_complete
    assert response.flags == ["raised"]
