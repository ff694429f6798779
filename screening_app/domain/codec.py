"""Answers as JSON text and back, exactly: every value keeps its type (FORMS 3.11)."""

import json
from decimal import Decimal, InvalidOperation

from screening_app.domain.answers import AbsentReason, Answer, PartialDate, Value
from screening_app.domain.errors import DamagedData
from screening_app.i18n import N_


class AnswerUnreadable(DamagedData):
    """A stored answer is not what was written."""

    code = "answer/unreadable"
    user_message = N_("A stored answer is damaged. Run: screening-app vault verify.")


def answer_to_json(answer: Answer) -> str:
    """Return the answer as one line of JSON; the same answer always gives the same text."""
    if answer.absent is not None:
        return _dump({"absent": answer.absent.value})
    return _dump({"values": [_tagged(value) for value in answer.values]})


def answer_from_json(text: str) -> Answer:
    """Return the answer that ``answer_to_json`` wrote.

    Raises:
        AnswerUnreadable: If the text is not such an answer.
    """
    try:
        return _answer(json.loads(text))
    except (ValueError, TypeError, RecursionError):
        # The text may hold what a person said: it must not travel with the error.
        raise AnswerUnreadable from None


def _dump(body: dict[str, object]) -> str:
    return json.dumps(body, ensure_ascii=False, separators=(",", ":"))


def _tagged(value: Value) -> dict[str, str | bool | int]:
    match value:
        case bool():
            return {"boolean": value}
        case int():
            return {"integer": value}
        case Decimal():
            return {"decimal": str(value)}
        case PartialDate():
            return {"date": str(value)}
        case _:
            return {"string": value}


def _answer(body: object) -> Answer:
    match body:
        case {"absent": str(reason), **rest} if not rest:
            return Answer(absent=AbsentReason(reason))
        case {"values": list(tagged), **rest} if not rest:
            return Answer(values=tuple(_value(one) for one in tagged))
    raise ValueError("not an answer")


def _value(tagged: object) -> Value:
    if not isinstance(tagged, dict) or len(tagged) != 1:
        raise ValueError("not a value")
    match tagged:
        case {"boolean": bool(value)}:
            return value
        case {"integer": int(value)} if not isinstance(value, bool):
            return value
        case {"decimal": str(text)}:
            return _decimal(text)
        case {"date": str(text)}:
            return PartialDate.parse(text)
        case {"string": str(text)}:
            return text
    raise ValueError("not a value")


def _decimal(text: str) -> Decimal:
    try:
        return Decimal(text)
    except InvalidOperation:
        raise ValueError("not a number") from None
