"""What is the matter with an answer, as a sentence to show under its field."""

import datetime as dt
from collections.abc import Mapping

from screening_app.i18n import N_, gettext, language, text_in
from screening_app.questionnaire.model import TODAY, Item, ItemType

_EXPECTED: Mapping[ItemType, str] = {
    ItemType.INTEGER: N_("Write a whole number, such as 25."),
    ItemType.DECIMAL: N_("Write a number, such as 2.5."),
    ItemType.QUANTITY: N_("Write a number, such as 2.5."),
    ItemType.DATE: N_("Write a date, such as {examples}."),
}

SENTENCES: Mapping[str, str] = {
    "answer/wrong-type": N_("This is not the kind of answer that the question asks for."),
    "answer/unknown-code": N_("That is not one of the options. Choose one of them."),
    "answer/reason-not-allowed": N_("That reason cannot stand here. Choose another, or answer."),
    "answer/too-many-values": N_("Only one answer can stand here. Choose one."),
    "answer/duplicate-value": N_("The same answer stands twice. Take one of them away."),
    "answer/empty": N_("Nothing is written. Write an answer, or choose a reason why there is none."),
    "answer/not-text": N_("The text holds signs that cannot be stored. Type it again by hand."),
    "answer/not-on-the-body": N_("This is not a place on the body map. Choose the place on the map."),
    "answer/other-side": N_(
        "The mark is on the other side of the body. Move the mark, or choose the side it is on."
    ),
    "answer/too-long": N_("The text is too long. Shorten it to {limit} characters."),
    "answer/wrong-format": N_("This is not written as the question asks. Read the hint and try again."),
    "answer/below-minimum": N_("The answer is too small. Write {minimum} or more."),
    "answer/before-today": N_("The date has been already. Write today or a later day."),
    "answer/after-today": N_("The date has not been yet. Write today or an earlier day."),
    "answer/above-maximum": N_("The answer is too large. Write {maximum} or less."),
    "answer/exclusive-option": N_("“{option}” cannot stand with other answers. Choose one or the other."),
    "answer/date-too-coarse": N_(
        "The date is too rough to compare with. Write month and day if they are known."
    ),
    "answer/unknown-link-id": N_("This question is not in the form. Go back and open it again."),
    "answer/not-answerable": N_("Nothing can be answered here. Go on to the next question."),
    "answer/unknown-instance": N_("This entry has been taken away. Go back to the list."),
    "answer/not-enabled": N_("This question no longer belongs to the conversation. Go on to the next one."),
    "answer/read-only": N_("This is filled in by itself and cannot be changed."),
    "answer/nothing-to-clear": N_("There is no answer to take away."),
    "answer/not-repeating": N_("Only one entry can stand here."),
    "answer/wrong-instance-number": N_("The list has changed. Go back to it and try again."),
    "answer/refused": N_("The form does not take this answer. Check it and try again."),
}
"""Sentence of each issue code of the engine."""


def describe_issue(code: str, item: Item, today: dt.date) -> str:
    """Return, in the language in use, what is wrong with an answer to this item and how to mend it.

    Args:
        code: Of an ``Issue`` or of a refused change, such as ``answer/too-long``.
        today: The day on which it is answered.
    """
    sentence = _EXPECTED.get(item.type) if code == "answer/wrong-type" else None
    sentence = sentence or SENTENCES.get(code, SENTENCES["answer/refused"])
    return gettext(sentence).format(
        limit=item.max_length or "",
        minimum=_limit(item.min_value),
        maximum=_limit(item.max_value),
        option=_exclusive(item),
        examples=date_examples(item, today),
    )


def date_examples(item: Item, today: dt.date) -> str:
    """Return ways to write a date, in the language in use, every one of which the item takes that day."""
    if item.max_value == TODAY:
        # Translators: of a day that has been; sv "{day}, {short}, {month}, {year} eller i går".
        ways = gettext("{day}, {short}, {month}, {year} or yesterday")
    else:
        # Translators: of a day to come; sv "{day}, {short} eller i morgon".
        ways = gettext("{day}, {short} or tomorrow")
    # Of the days near it only the day itself is neither to come nor past, and in the same year.
    return ways.format(day=today, short=f"{today.day}/{today.month}", month=f"{today:%Y-%m}", year=today.year)


def _limit(value: object) -> str:
    return "" if value is None else str(value)


def _exclusive(item: Item) -> str:
    alone = next((option for option in item.answer_option if option.exclusive), None)
    return text_in(alone.display, language()) if alone else ""
