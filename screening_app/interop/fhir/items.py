"""Items of a file as items of ours, still without conditions; what cannot be asked is left out by name."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from screening_app.domain.answers import AbsentReason
from screening_app.interop.fhir import urls
from screening_app.interop.fhir.ground import Place, Unclear
from screening_app.interop.fhir.options import Options, plain_number
from screening_app.interop.fhir.remarks import Remarks
from screening_app.interop.fhir.resource import Coding, Element, Extension, Item, element_of, number
from screening_app.interop.fhir.texts import Texts
from screening_app.interop.fhir.today import is_today
from screening_app.questionnaire.limits import fits, is_date
from screening_app.questionnaire.model import TODAY, Audience, ContentClass, ItemType, Sentence
from screening_app.questionnaire.model import Item as OurItem

_TYPES: Mapping[str, ItemType] = {
    kind: ItemType(kind)
    for kind in (
        *("group", "display", "boolean", "choice", "integer", "decimal"),
        *("date", "string", "text", "quantity", "attachment"),
    )
}
_OWN_TYPES = {"string": {ItemType.BODY_MAP.value: ItemType.BODY_MAP}}
_NUMERIC = frozenset({ItemType.INTEGER, ItemType.DECIMAL, ItemType.QUANTITY})
_WORDED = frozenset({ItemType.STRING, ItemType.TEXT})
_UNSAFE_PATTERN = re.compile(r"\(\?|\\[1-9]|\)[*+{?]|[*+}][*+{]")
"""Patterns that may run without end, or that other programs read differently, are not taken over."""

KNOWN = frozenset(
    {
        *(urls.HIDDEN, urls.UNIT, urls.MIN_VALUE, urls.MAX_VALUE, urls.REGEX, urls.SHORT_TEXT),
        *(urls.ENABLE_WHEN, urls.CALCULATED, urls.VARIABLE),
        *(urls.AUDIENCE, urls.CONTENT_CLASS, urls.ALLOWED_ABSENCE, urls.STAFF_NOTE, urls.ITEM_TYPE),
        urls.SCORE,
    }
)


@dataclass
class Draft:
    """An item on its way into the form.

    Attributes:
        source: As the file has it.
        item: As it stands so far; conditions come when every item is known.
        lifted_from: The question that it stood under; a question of ours holds no items.
    """

    source: Item
    item: OurItem
    children: "list[Draft]" = field(default_factory=list)
    lifted_from: str | None = None

    def walk(self) -> "Iterator[Draft]":
        """Yield it and what is below it, in reading order."""
        yield self
        for child in self.children:
            yield from child.walk()


class Items:
    """Reads the items of one form.

    Attributes:
        reckoned: Items that reckon their value from others; they may come to be scores.
        nameless: Whether an item had no text.
    """

    def __init__(self, texts: Texts, options: Options, remarks: Remarks) -> None:
        self._texts = texts
        self._options = options
        self._remarks = remarks
        self.reckoned: list[Item] = []
        self.nameless = False

    def drafts(self, items: list[Item], above: str | None = None) -> list[Draft]:
        """Return what can be asked of these items, in reading order."""
        return [draft for item in items for draft in self._one(item, above)]

    def _one(self, item: Item, lifted_from: str | None) -> Iterator[Draft]:
        try:
            draft = self._draft(item)
        except Unclear as reason:
            self._remarks.add(item.link_id, f"item ({item.type})", str(reason), item.text or "")
            return
        if draft is None:
            return
        draft.lifted_from = lifted_from
        if draft.item.type is ItemType.GROUP:
            draft.children = self.drafts(item.item)
            if not draft.children:
                self._remarks.add(item.link_id, "item (group)", "group-empty", item.text or "")
                return
        self._remark(item)
        yield draft
        if draft.item.type is not ItemType.GROUP:
            yield from self._lifted(item)

    def _lifted(self, item: Item) -> Iterator[Draft]:
        """Items below a question come right after it; below one with several answers they belong to each."""
        if item.repeats:
            for inner in item.item:
                self._remarks.add(
                    inner.link_id, f"item ({inner.type})", "under-several-answers", inner.text or ""
                )
            return
        yield from self.drafts(item.item, item.link_id)

    def _draft(self, item: Item) -> Draft | None:
        if item.extensions(urls.CALCULATED) or item.extensions(urls.SCORE):
            self.reckoned.append(item)
            return None
        if any(one.value == ("Boolean", True) for one in item.extensions(urls.HIDDEN)):
            raise Unclear("hidden")
        kind = self._type(item)
        if kind is not ItemType.CHOICE and (item.answer_option or item.answer_value_set):
            raise Unclear("options-without-choice")
        fields: dict[str, object] = {
            "linkId": item.link_id,
            "type": kind,
            "text": self._text(item, kind),
            "repeats": item.repeats and kind is not ItemType.DISPLAY,
            "required": item.required and (kind is not ItemType.GROUP or item.repeats),
            "readOnly": item.read_only and kind not in {ItemType.GROUP, ItemType.DISPLAY},
            "answerOption": self._options.of(item) if kind is ItemType.CHOICE else (),
            **self._own(item),
        }
        if kind not in {ItemType.GROUP, ItemType.DISPLAY}:
            fields["contentClass"] = fields.get("contentClass") or ContentClass.DANGER_IF_DISCLOSED
            fields |= self._limits(item, kind)
        made = OurItem.model_validate({key: value for key, value in fields.items() if value is not None})
        return Draft(source=item, item=self._begun(item, made))

    def _type(self, item: Item) -> ItemType:
        kind = _TYPES.get(item.type)
        if kind is None:
            raise Unclear("type-not-asked")
        stated = own_value(item, urls.ITEM_TYPE, "Code")
        own = _OWN_TYPES.get(item.type, {}).get(stated or "")
        if stated is not None and own is None:
            raise Unclear("type-not-asked")
        return own or kind

    def _text(self, item: Item, kind: ItemType) -> Sentence | None:
        if item.text is not None and item.text.strip():
            return self._texts.sentence(item.text, item.text_more)
        if kind is ItemType.GROUP:
            return None
        self.nameless = True
        return self._texts.sentence(item.link_id, None)

    def _own(self, item: Item) -> dict[str, object]:
        """Return what only our extensions say; a value that is not ours is left out and noted."""
        absent = [one.value[1] for one in item.extensions(urls.ALLOWED_ABSENCE) if one.value]
        return {
            "contentClass": self._word(item, urls.CONTENT_CLASS, {one.value for one in ContentClass}),
            "audience": self._word(item, urls.AUDIENCE, {one.value for one in Audience}),
            "absent": [one for one in absent if isinstance(one, str) and one in set(AbsentReason)],
            "help": self._beside(item, urls.STAFF_NOTE),
            "shortText": self._beside(item, urls.SHORT_TEXT),
        }

    def _word(self, item: Item, url: str, words: set[str]) -> str | None:
        stated = own_value(item, url, "Code")
        if stated is None or stated in words:
            return stated
        self._remarks.extensions(item.link_id, item.extensions(url), frozenset())
        return None

    def _beside(self, item: Item, url: str) -> Sentence | None:
        found = item.extensions(url)
        text = own_value(item, url, "String")
        if not found or text is None:
            return None
        more = element_of(Element, (found[0].model_extra or {}).get("_valueString"))
        return self._texts.sentence(text, more)

    def _limits(self, item: Item, kind: ItemType) -> dict[str, object]:
        found: dict[str, object] = {}
        for key, url in (("minValue", urls.MIN_VALUE), ("maxValue", urls.MAX_VALUE)):
            for extension in item.extensions(url):
                limit = _limit(extension, kind)
                if limit is None or key in found:
                    self._remarks.add(item.link_id, key, "limit-not-known")
                else:
                    found[key] = limit
        for extension in item.extensions(urls.REGEX):
            pattern = extension.value[1] if extension.value else None
            if kind in _WORDED and isinstance(pattern, str) and _is_plain_pattern(pattern):
                found["regex"] = pattern
            else:
                self._remarks.add(item.link_id, "regex", "pattern-not-taken", str(pattern or ""))
        if item.max_length is not None:
            if kind in _WORDED:
                found["maxLength"] = item.max_length
            else:
                self._remarks.add(item.link_id, "maxLength", "limit-not-known")
        return {**found, **self._unit(item, kind)}

    def _unit(self, item: Item, kind: ItemType) -> dict[str, object]:
        for extension in item.extensions(urls.UNIT):
            coding = element_of(Coding, extension.value[1]) if extension.value else None
            unit = (coding.display or coding.code) if coding else None
            if kind in _NUMERIC and unit:
                return {"unit": unit}
            self._remarks.add(item.link_id, "unit", "limit-not-known")
        return {}

    def _begun(self, item: Item, made: OurItem) -> OurItem:
        """Return the item with the value that a new response begins with, if there is exactly one."""
        selected = [option for option in item.answer_option if option.initial_selected]
        stated = [pair for one in (*item.initial, *selected) for pair in one.valued("value")]
        if not stated:
            return made
        value = self.value(stated[0], made) if len(stated) == 1 else None
        if value is None:
            self._remarks.add(item.link_id, "initial", "initial-not-known")
            return made
        return OurItem.model_validate(
            {**made.model_dump(by_alias=True, exclude_unset=True), "initial": value}
        )

    def value(self, stated: tuple[str, object], item: OurItem) -> object:
        """Return what a ``value[x]`` or ``answer[x]`` stands for at an item; ``None`` if it is none."""
        kind, raw = stated
        found: object = raw
        if kind == "Coding":
            coding = element_of(Coding, raw)
            try:
                found = self._options.code(coding) if coding else None
            except Unclear:
                found = None
        elif kind == "Quantity":
            found = raw.get("value") if isinstance(raw, dict) else None
        plain = number(found)
        found = plain_number(plain) if plain is not None else found
        return found if fits(found, item) else None

    def _remark(self, item: Item) -> None:
        self._remarks.extensions(item.link_id, item.extension, KNOWN)
        for more in (item.text_more,):
            if more is not None:
                self._remarks.extensions(item.link_id, more.extension, frozenset({urls.TRANSLATION}))
        self._remarks.elements(item.link_id, item, frozenset())


def own_value(element: Element, url: str, kind: str) -> str | None:
    """Return the text of an extension that holds one of this type."""
    found = [one.value for one in element.extensions(url)]
    stated = found[0] if found else None
    return stated[1] if stated and stated[0] == kind and isinstance(stated[1], str) else None


def _limit(extension: Extension, kind: ItemType) -> object:
    stated = extension.value
    if kind is ItemType.DATE and is_today(extension):
        return TODAY
    if stated is None:
        return None
    if kind is ItemType.DATE:
        return stated[1] if isinstance(stated[1], str) and is_date(stated[1]) else None
    raw = stated[1].get("value") if stated[0] == "Quantity" and isinstance(stated[1], dict) else stated[1]
    limit = number(raw)
    plain = None if limit is None else plain_number(limit)
    fitting = kind in _NUMERIC and not (kind is ItemType.INTEGER and not isinstance(plain, int))
    return plain if fitting else None


def _is_plain_pattern(pattern: str) -> bool:
    if _UNSAFE_PATTERN.search(pattern):
        return False
    try:
        re.compile(pattern)
    except (re.error, RecursionError, OverflowError):
        return False
    return True


def places_of(items: list[Item], drafts: list[Draft]) -> dict[str, Place]:
    """Return where every item of the file stands, and which of them are asked."""
    asked = {str(one.item.link_id): one.item for draft in drafts for one in draft.walk()}
    found: dict[str, Place] = {}

    def visit(level: list[Item], around: tuple[Item, ...]) -> None:
        for item in level:
            chain = (*around, item)
            found[item.link_id] = Place(
                link_id=item.link_id,
                item=asked.get(item.link_id),
                order=len(found),
                around=tuple(one.link_id for one in around),
                groups=tuple(one.link_id for one in around if one.type == "group" and one.repeats),
                may_be_hidden=any(one.enable_when or one.extensions(urls.ENABLE_WHEN) for one in chain),
            )
            visit(item.item, chain)

    visit(items, ())
    return found
