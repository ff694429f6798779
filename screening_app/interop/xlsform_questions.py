"""One row of the survey sheet that is asked or shown, as the items that it becomes."""

import re
from collections.abc import Mapping
from dataclasses import dataclass

from screening_app.interop.xlsform_choices import Lists, Option, Variant, variants
from screening_app.interop.xlsform_conditions import Condition, Reading, all_of
from screening_app.interop.xlsform_errors import Refusal
from screening_app.interop.xlsform_limits import initial_of, limits_of
from screening_app.interop.xlsform_names import Known, Names
from screening_app.interop.xlsform_table import Row, texts_of
from screening_app.interop.xlsform_types import RowType
from screening_app.interop.xpath import NotTranslated, parse_xpath
from screening_app.questionnaire.model import ItemType

_OTHER = "other"
_OTHER_TEXT: Mapping[str, str] = {"sv": "Annat", "en": "Other"}
_SPECIFY: Mapping[str, str] = {"sv": "Annat, nämligen", "en": "Other, please specify"}
_PARAMETER = re.compile(r"\b(start|end|step)\s*=\s*(-?\d{1,9})(?![\d.])")

Item = dict[str, object]


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    """A row with what is known of it before its options and limits."""

    row: Row
    kind: RowType
    required: bool
    read_only: bool
    repeats: tuple[str, ...]
    relevant: Condition


def question_items(
    question: Question, lists: Lists, names: Names
) -> tuple[list[Item], list[Known], list[Refusal]]:
    """Return the items of a row, what conditions may call them, and what stands in their way."""
    return _Making(question, lists, names).made()


class _Making:
    def __init__(self, question: Question, lists: Lists, names: Names) -> None:
        self._question = question
        self._row = question.row
        self._lists = lists
        self._reading = Reading(names=names, row=question.row.number, inside=question.repeats)
        self._refusals: list[Refusal] = []

    def made(self) -> tuple[list[Item], list[Known], list[Refusal]]:
        kind, name = self._question.kind, self._name()
        if kind.item is None:
            return [], [], self._refusals
        offered = self._offered() if kind.item is ItemType.CHOICE else None
        if kind.item is not ItemType.CHOICE and self._row["choice_filter"]:
            self._refusals.append(self._row.refuse("feature", "choice_filter"))
        items = [self._item(name, variant) for variant in offered or (None,)]
        answered = kind.item if kind.item is not ItemType.DISPLAY else None
        known = [
            Known(
                name=name,
                type=answered,
                multiple=kind.repeats,
                variants=tuple(
                    (f"{name}{_suffix(one)}", tuple(option.code for option in one.options if option.code))
                    for one in offered or ()
                )
                or ((name, ()),),
                row=self._row.number,
                repeats=self._question.repeats,
            )
        ]
        if kind.other:
            items.append(self._specify(name, items, known))
        return items, known, self._refusals

    def _name(self) -> str:
        return self._row["name"] or f"note-{self._row.number}"

    def _item(self, name: str, variant: Variant | None) -> Item:
        question, row = self._question, self._row
        kind = question.kind.item
        text = dict(texts_of(row, "label")) or dict(texts_of(row, "hint"))
        if not text:
            self._refuse("label-missing", "label")
        item: Item = {"linkId": name + _suffix(variant), "type": str(kind), "text": text}
        if (hint := dict(texts_of(row, "hint", "guidance_hint"))) and hint != text:
            item["help"] = hint
        flags = {
            "required": question.required,
            "repeats": question.kind.repeats,
            "readOnly": question.read_only,
        }
        item.update({key: value for key, value in flags.items() if value})
        condition = all_of(question.relevant, variant.condition if variant else True)
        if isinstance(condition, dict):
            item["enableWhen"] = condition
        codes = tuple(option.code for option in variant.options) if variant else ()
        if variant:
            item["answerOption"] = [
                {"code": one.code, "display": dict(one.display)} for one in variant.options
            ]
        if kind is ItemType.DISPLAY:
            return {key: item[key] for key in ("linkId", "type", "text", "help", "enableWhen") if key in item}
        self._limit(item, codes)
        self._start(item, codes)
        return item

    def _limit(self, item: Item, codes: tuple[str, ...]) -> None:
        kind, row = ItemType(str(item["type"])), self._row
        if row["type"].lower() == "range":
            item.update(self._bounds())
        if kind is ItemType.STRING and "multiline" in row["appearance"]:
            item["type"] = "text"
        if not row["constraint"]:
            return
        try:
            found = limits_of(row["constraint"], kind, codes)
        except NotTranslated as error:
            self._refuse(error.rule, "constraint", **error.params)
            return
        alone, options = found.pop("exclusive", None), item.get("answerOption")
        if isinstance(alone, list) and isinstance(options, list):
            for option in options:
                if option["code"] in alone:
                    option["exclusive"] = True
        item.update(found)

    def _bounds(self) -> Item:
        stated = {key: int(number) for key, number in _PARAMETER.findall(self._row["parameters"])}
        start, end = stated.get("start", 1), stated.get("end", 10)
        if stated.get("step", 1) != 1 or start > end or len(stated) != self._row["parameters"].count("="):
            self._refuse("parameter", "parameters")
        return {"minValue": start, "maxValue": end}

    def _start(self, item: Item, codes: tuple[str, ...]) -> None:
        default = self._row["default"]
        if not default or (codes and default not in codes and self._elsewhere(default)):
            return
        try:
            item["initial"] = initial_of(default, ItemType(str(item["type"])), codes)
        except NotTranslated as error:
            self._refuse(error.rule, "default", **error.params)

    def _elsewhere(self, default: str) -> bool:
        """Tell whether a filtered question offers its default under another condition."""
        options = self._lists.options.get(self._question.kind.list_name, [])
        return bool(self._row["choice_filter"]) and any(option.code == default for option in options)

    def _offered(self) -> tuple[Variant, ...]:
        name = self._question.kind.list_name
        if not name:  # acknowledged by the only answer there is
            option = Option(code="OK", display=dict.fromkeys(self._languages(), "OK"), row=self._row)
            return (Variant(suffix="", options=(option,), condition=True),)
        if name not in self._lists.options:
            self._refuse("list-missing", "type", list=name)
            return ()
        self._refusals += self._lists.refusals.get(name, [])
        try:
            filtered = parse_xpath(self._row["choice_filter"]) if self._row["choice_filter"] else None
            offered = variants(self._lists, name, filtered, self._reading)
        except NotTranslated as error:
            self._refuse(error.rule, "choice_filter", **error.params)
            return ()
        self._check_codes(offered)
        return (
            tuple(self._with_other(variant) for variant in offered) if self._question.kind.other else offered
        )

    def _check_codes(self, offered: tuple[Variant, ...]) -> None:
        for option in {option.code: option for variant in offered for option in variant.options}.values():
            if " " in option.code and self._question.kind.repeats:
                self._refusals.append(option.row.refuse("option-name", "name", option=option.code))

    def _languages(self) -> tuple[str, ...]:
        return tuple(self._row.texts.get("label", {})) or ("en",)

    def _with_other(self, variant: Variant) -> Variant:
        if any(option.code == _OTHER for option in variant.options):
            return variant
        display = {
            language: _OTHER_TEXT[language] for language in self._languages() if language in _OTHER_TEXT
        }
        if not display:
            self._refuse("type", "type", type=self._question.kind.said)
        option = Option(code=_OTHER, display=display, row=self._row)
        return Variant(suffix=variant.suffix, options=(*variant.options, option), condition=variant.condition)

    def _specify(self, name: str, items: list[Item], known: list[Known]) -> Item:
        """Return the free text that opens when “other” is chosen."""
        link_id = f"{name}_{_OTHER}"
        known.append(
            Known(
                name=link_id,
                type=ItemType.STRING,
                variants=((link_id, ()),),
                row=self._row.number,
                repeats=self._question.repeats,
            )
        )
        opens = [{"question": item["linkId"], "is": _OTHER} for item in items]
        text = {language: _SPECIFY[language] for language in self._languages() if language in _SPECIFY}
        when: Item = opens[0] if len(opens) == 1 else {"any": opens}
        return {"linkId": link_id, "type": "string", "text": text, "enableWhen": when}

    def _refuse(self, code: str, column: str, **params: object) -> None:
        refused = self._row.refuse(code, column, **params)
        if refused not in self._refusals:
            self._refusals.append(refused)


def _suffix(variant: Variant | None) -> str:
    return f":{variant.suffix}" if variant and variant.suffix else ""
