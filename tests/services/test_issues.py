"""Every issue that the engine can raise has a sentence of its own."""

import datetime as dt
import re

import pytest

from screening_app.domain.ids import LinkId
from screening_app.questionnaire.model import Item, ItemType
from screening_app.services.issues import SENTENCES, describe_issue
from tests.helpers.surroundings import CHECKOUT

DAY = dt.date(2026, 11, 23)


def codes_of_the_engine() -> set[str]:
    """Return every code that stands in the engine's source."""
    sources = (CHECKOUT / "screening_app" / "engine").glob("*.py")
    return {code for path in sources for code in re.findall(r'"(answer/[a-z-]+)"', path.read_text("utf-8"))}


def item(kind: ItemType, **limits: object) -> Item:
    """Return a question of a kind."""
    return Item.model_validate({"linkId": LinkId("q"), "type": kind, **limits})


def test_every_code_of_the_engine_has_a_sentence() -> None:
    codes = codes_of_the_engine()

    assert "answer/too-long" in codes
    assert codes <= set(SENTENCES)


@pytest.mark.parametrize("code", sorted(SENTENCES))
def test_a_sentence_is_filled_in_and_says_something(code: str) -> None:
    sentence = describe_issue(code, item(ItemType.STRING, maxLength=12), DAY)

    assert sentence.endswith(".")
    assert "{" not in sentence


def test_limits_are_those_of_the_question() -> None:
    minutes = item(ItemType.INTEGER, minValue=0, maxValue=240)

    assert (
        describe_issue("answer/above-maximum", minutes, DAY) == "The answer is too large. Write 240 or less."
    )
    assert describe_issue("answer/below-minimum", minutes, DAY) == "The answer is too small. Write 0 or more."


def test_a_wrong_kind_says_what_is_expected() -> None:
    assert describe_issue("answer/wrong-type", item(ItemType.DATE), DAY).startswith("Write a date")
