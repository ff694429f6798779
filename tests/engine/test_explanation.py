"""Explanation is data: every score and flag with all that it rests on (FORMS 3.12)."""

import json
from decimal import Decimal

from screening_app.domain.answers import PartialDate
from screening_app.engine.explanation import band_in_words, explain, explain_flag, explain_score
from tests.helpers.scenario import Scenario, choice, flag, item, shipped_form, small_form, total


def test_a_score_is_explained_with_interval_rule_source_and_what_counted() -> None:
    response = Scenario(shipped_form("instruments/hits")).answer("hurts", "very-often").absent("insults")

    assert explain_score(response.now, response.score()) == {
        "id": "total",
        "lowest": 8,
        "highest": 20,
        "minimum": 4,
        "maximum": 20,
        "total": None,
        "band": "incomplete: 8 to 20",
        "bandText": None,
        "missing": "interval",
        "cutoff": "original",
        "cutoffText": {
            "sv": "11 eller mer enligt originalet (10,5 på hela tal)",
            "en": "11 or more by the original (10.5 on whole numbers)",
        },
        "source": "Sherin 1998",
        "scoring": "published",
        "citation": "Sherin 1998, Family Medicine 30:508; Iverson 2013, J Gen Intern Med 28:1288",
        "counted": [
            {"linkId": "hurts", "answer": ["very-often"], "lowest": 5, "highest": 5},
            {"linkId": "insults", "answer": {"absent": "declined"}, "lowest": 1, "highest": 5},
            {"linkId": "threatens", "answer": None, "lowest": 1, "highest": 5},
            {"linkId": "shouts", "answer": None, "lowest": 1, "highest": 5},
        ],
    }


def test_a_flag_is_explained_with_its_evidence() -> None:
    response = Scenario(shipped_form("instruments/hits")).answer("hurts", "seldom")

    assert explain_flag(response.now, response.flag("hurts")) == {
        "id": "hurts",
        "level": "same-day",
        "text": {
            "sv": "Fysiskt våld angivet. Gäller även när summan är under gränsen.",
            "en": "Physical violence reported. Holds even when the sum is below the cut-off.",
        },
        "action": ["danger-panel"],
        "basis": "domain/instruments.md 1.2",
        "evidence": [{"key": "hurts", "linkId": "hurts", "answer": ["seldom"]}],
    }


def test_a_whole_response_is_explained_as_json() -> None:
    form = small_form(
        item=[
            choice("a", "x=0.5", "y=2", required=True),
            item("when", "date"),
            item("long", "decimal"),
            choice("b", enableWhen={"question": "a", "is": "y"}),
            choice("c", required=True),
        ],
        score=[total("a", band=[{"id": "some", "from": 0, "to": 2, "text": {"en": "Some"}}])],
        flag=[
            flag("late", {"question": "when", "at-least": "2026-03-02"}),
            flag("long", {"question": "long", "at-least": 1}),
            flag("set", {"question": "when", "answered": True}),
        ],
    )
    response = Scenario(form).answer("a", "x").answer("when", PartialDate(2026, 3)).answer("b", "yes")
    response.answer("long", Decimal("1.50"))

    told = json.loads(json.dumps(explain(response.now)))

    assert told["questionnaire"] == "https://example.org/small|1.0.0"
    assert told["wording"] == "own"
    assert told["score"][0]["lowest"] == "0.5"
    assert told["score"][0]["total"] == "0.5"
    assert told["score"][0]["band"] == "some"
    assert told["score"][0]["bandText"] == {"en": "Some"}
    assert [one["id"] for one in told["flag"]] == ["long", "set"]
    assert told["flag"][0]["evidence"][0]["answer"] == ["1.50"]
    assert told["flag"][1]["evidence"][0]["answer"] == ["2026-03"]
    assert told["issue"] == [{"key": "when", "code": "answer/date-too-coarse"}]
    assert told["missing"] == ["c"]
    assert told["hidden"] == ["b"]


def test_a_score_without_bands_is_put_in_no_words() -> None:
    form = small_form(item=[choice("a")], score=[total("a")])

    assert band_in_words(Scenario(form).score()) is None
