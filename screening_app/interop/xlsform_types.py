"""The types of XLSForm rows, under all their names, and what each is with us."""

import re
from collections.abc import Mapping
from dataclasses import dataclass

from screening_app.questionnaire.model import ItemType

_ANSWERS: Mapping[str, ItemType] = {
    "integer": ItemType.INTEGER,
    "int": ItemType.INTEGER,
    "decimal": ItemType.DECIMAL,
    "range": ItemType.INTEGER,
    "text": ItemType.STRING,
    "string": ItemType.STRING,
    "phone number": ItemType.STRING,
    "date": ItemType.DATE,
    "acknowledge": ItemType.CHOICE,
    "trigger": ItemType.CHOICE,
    "note": ItemType.DISPLAY,
}
_COLLECTED = frozenset(
    {"start", "end", "today", "deviceid", "subscriberid", "simserial", "phonenumber", "username", "email"}
    | {"audit", "start-geopoint", "deviceid", "start time", "end time", "get today", "imei"}
    | {"get device id", "get subscriber id", "get sim id", "get phone number", "device id", "sim id"}
)
_BOUNDS = re.compile(r"(begin|end)[ _](group|repeat)")
_CHOICE = re.compile(
    r"(?P<one>(?:add )?select[ _]?(?:one|1)(?: prompt using| from)?)\s+(?P<single>\S+)"
    r"|(?P<many>select[ _](?:multiple|all that apply)(?: from| using)?)\s+(?P<several>\S+)",
    re.IGNORECASE,
)
_OTHER = re.compile(r"\s+(or[ _]specify[ _]other|or[ _]other)\s*$", re.IGNORECASE)


@dataclass(frozen=True, slots=True, kw_only=True)
class RowType:
    """What a row is.

    Attributes:
        what: ``answer``, ``begin``, ``end``, ``calculate``, ``collected`` (by the device, without
            anybody being asked) or ``refused``.
        item: Of what is asked or shown; of ``begin`` and ``end`` a group.
        repeats: Of a group that repeats, or a choice of several options.
        list_name: Of a choice.
        other: Whether a free text for “other” belongs to it.
        said: As the sheet has it.
    """

    what: str
    item: ItemType | None = None
    repeats: bool = False
    list_name: str = ""
    other: bool = False
    said: str = ""


def row_type(text: str) -> RowType:
    """Return what the ``type`` column says."""
    said = " ".join(text.split())
    name = said.lower()
    bounds = _BOUNDS.fullmatch(name)
    if bounds:
        return RowType(what=bounds[1], item=ItemType.GROUP, repeats=bounds[2] == "repeat", said=said)
    if name in _ANSWERS:
        return RowType(what="answer", item=_ANSWERS[name], said=said)
    if name == "calculate":
        return RowType(what="calculate", said=said)
    if name in _COLLECTED or name.startswith("uri:"):
        return RowType(what="collected", said=said)
    return _choice(said)


def _choice(said: str) -> RowType:
    plain = _OTHER.sub("", said)
    match = _CHOICE.fullmatch(plain)
    if match is None:
        return RowType(what="refused", said=said)
    return RowType(
        what="answer",
        item=ItemType.CHOICE,
        repeats=match["many"] is not None,
        list_name=match["single"] or match["several"],
        other=plain != said,
        said=said,
    )
