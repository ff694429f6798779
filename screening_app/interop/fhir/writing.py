"""A form as a strict FHIR R4 Questionnaire; every resource carries its confidentiality (FORMS 6)."""

from decimal import Decimal

from screening_app.interop.fhir import urls
from screening_app.interop.fhir.json_text import Json, Resource
from screening_app.interop.fhir.labels import META
from screening_app.interop.fhir.loinc import codings
from screening_app.interop.fhir.native import (
    code_extension,
    flag_extension,
    provenance_extension,
    score_extension,
    text_extension,
)
from screening_app.interop.fhir.saying import condition_elements, expression_of, said
from screening_app.interop.fhir.sums import sum_expression
from screening_app.interop.fhir.texts import written
from screening_app.interop.fhir.today import today_limit
from screening_app.questionnaire.model import TODAY, AnswerOption, Item, ItemType, Questionnaire, ScoreRule
from screening_app.questionnaire.outline import Outline

_TYPES = {ItemType.BODY_MAP: "string"}
_VALUES = {
    ItemType.BOOLEAN: "Boolean",
    ItemType.INTEGER: "Integer",
    ItemType.DECIMAL: "Decimal",
    ItemType.DATE: "Date",
}


def score_link_id(rule: ScoreRule, outline: Outline) -> str:
    """Return the link id of the hidden item that holds a score: its own, unless a question has that."""
    return rule.id if outline.entry(rule.id) is None else f"{rule.id}-score"


def score_link_ids(form: Questionnaire) -> dict[str, str]:
    """Return for each score the link id of the item that holds it."""
    outline = Outline(form)
    return {rule.id: score_link_id(rule, outline) for rule in form.score}


class Writer:
    """Writes one form, and the values of its items.

    Args:
        system: Code system of codes that state none; ``None`` leaves them without.
        worded: Questions whose options are texts without a code, in the file that the form came from.
    """

    def __init__(
        self, form: Questionnaire, *, system: str | None, worded: frozenset[str] = frozenset()
    ) -> None:
        self._form = form
        self._outline = Outline(form)
        self._base = form.languages[0]
        self._worded = worded
        self.system = system

    def of(self, form: Questionnaire) -> "Writer":
        """Return what writes another state of the same form."""
        return Writer(form, system=self.system, worded=self._worded)

    def resource(self) -> Resource:
        """Return the whole form.

        Raises:
            NotSayable: If FHIR has no words for a condition of it.
        """
        form = self._form
        extensions: list[Json] = [
            provenance_extension(form.provenance),
            code_extension(urls.AUDIENCE, form.audience.value),
        ]
        for flag in form.flag:
            when = expression_of(said(flag.when, "", self._outline))
            extensions.append(flag_extension(flag, when, self._base))
        whole: Resource = {
            "resourceType": "Questionnaire",
            "meta": META,
            "language": self._base,
            "contained": [self._value_set(one.id, one.option) for one in form.contained],
            "extension": extensions,
            "url": form.url,
            "version": form.version,
            **written("title", form.title, self._base),
            "status": form.status,
            "subjectType": ["Patient"],
            "date": form.date.isoformat() if form.date else None,
            "publisher": form.provenance.owner,
            "copyright": form.provenance.licence,
            "item": [*(self._item(item) for item in form.item), *(self._score(rule) for rule in form.score)],
        }
        return _stated(whole)

    def _item(self, item: Item) -> Resource:
        condition = self._condition(item)
        extensions = [*self._extensions(item), *_list(condition.pop("extension", None))]
        whole: Resource = {
            "extension": extensions,
            "linkId": item.link_id,
            "code": codings(self._form, item.link_id) or None,
            **written("text", item.text, self._base),
            "type": _TYPES.get(item.type, item.type.value),
            **condition,
            "required": item.required or None,
            "repeats": item.repeats or None,
            "readOnly": item.read_only or None,
            "maxLength": item.max_length,
            **self._options(item),
            "initial": self._initial(item),
            "item": [self._item(child) for child in item.item],
        }
        return _stated(whole)

    def _condition(self, item: Item) -> Resource:
        if item.enable_when is None:
            return {}
        return condition_elements(item.enable_when, item.link_id, self._outline, self.valued)

    def _extensions(self, item: Item) -> list[Json]:
        found: list[Json] = []
        if item.type in _TYPES:
            found.append(code_extension(urls.ITEM_TYPE, item.type.value))
        words = ((urls.CONTENT_CLASS, item.content_class), (urls.AUDIENCE, item.audience))
        found += [code_extension(url, word.value) for url, word in words if word is not None]
        found += [code_extension(urls.ALLOWED_ABSENCE, reason.value) for reason in item.absent]
        texts = ((urls.STAFF_NOTE, item.help), (urls.SHORT_TEXT, item.short_text))
        found += [text_extension(url, text, self._base) for url, text in texts if text is not None]
        return [*found, *self._limits(item)]

    def _limits(self, item: Item) -> list[Json]:
        found: list[Json] = []
        for url, limit in ((urls.MIN_VALUE, item.min_value), (urls.MAX_VALUE, item.max_value)):
            if limit == TODAY and item.type is ItemType.DATE:
                found.append(today_limit(url))
            elif limit is not None:
                # A limit of a quantity is a number: the extension knows no quantity.
                kind = "Decimal" if item.type is ItemType.QUANTITY else _VALUES.get(item.type, "String")
                found.append({"url": url, f"value{kind}": limit})
        if item.regex is not None:
            found.append({"url": urls.REGEX, "valueString": item.regex})
        if item.unit is not None:
            found.append({"url": urls.UNIT, "valueCoding": {"display": item.unit}})
        return found

    def _options(self, item: Item) -> Resource:
        if item.answer_value_set is not None:
            return {"answerValueSet": item.answer_value_set}
        return {"answerOption": [self._option(item, option) for option in item.answer_option]}

    def _option(self, item: Item, option: AnswerOption) -> Resource:
        kind, value = self.valued(item, option.code)
        extensions: list[Json] = _marks(option)
        if kind == "String":
            return _stated({"extension": extensions, **written("valueString", option.display, self._base)})
        return _stated({"extension": extensions, f"value{kind}": value})

    def _value_set(self, name: str, options: tuple[AnswerOption, ...]) -> Resource:
        groups: dict[str | None, list[Json]] = {}
        for option in options:
            coding = self.coding(option)
            concept: Resource = {
                "extension": _marks(option),
                "code": coding["code"],
                **written("display", option.display, self._base),
            }
            system = coding.get("system")
            groups.setdefault(system if isinstance(system, str) else None, []).append(_stated(concept))
        include: list[Json] = [
            _stated({"system": system, "concept": concepts}) for system, concepts in groups.items()
        ]
        return {"resourceType": "ValueSet", "id": name, "status": "active", "compose": {"include": include}}

    def coding(self, option: AnswerOption) -> Resource:
        """Return an option as a Coding with what it is called."""
        system, _, code = option.code.rpartition("|")
        return _stated(
            {
                "system": system or self.system,
                "code": code,
                **written("display", option.display, self._base),
            }
        )

    def valued(self, item: Item, value: object) -> tuple[str, Json]:
        """Return type and value of a value of an item, as ``value[x]`` and ``answer[x]`` hold it."""
        plain: Json = value if isinstance(value, str | bool | int | Decimal) else str(value)
        option = item.option(str(value)) if item.type is ItemType.CHOICE else None
        if option is not None and item.link_id not in self._worded:
            return "Coding", self.coding(option)
        if item.type is ItemType.QUANTITY:
            return "Quantity", _stated({"value": plain, "unit": item.unit})
        return _VALUES.get(item.type, "String"), plain

    def _initial(self, item: Item) -> Json:
        if item.initial is None:
            return None
        kind, value = self.valued(item, item.initial)
        return [{f"value{kind}": value}]

    def _score(self, rule: ScoreRule) -> Resource:
        link_id = score_link_id(rule, self._outline)
        condition: Resource = {}
        if rule.when is not None:
            condition = condition_elements(rule.when, link_id, self._outline, self.valued)
        extensions: list[Json] = [
            {"url": urls.HIDDEN, "valueBoolean": True},
            score_extension(rule, self._base),
        ]
        if rule.sum:
            expression = expression_of(sum_expression(rule))
            extensions.append({"url": urls.CALCULATED, "valueExpression": expression})
        extensions += _list(condition.pop("extension", None))
        return _stated(
            {
                "extension": extensions,
                "linkId": link_id,
                "code": codings(self._form, rule.id) or None,
                **written("text", rule.title, self._base),
                "type": "decimal",
                **condition,
                "readOnly": True,
            }
        )


def _marks(option: AnswerOption) -> list[Json]:
    found: list[Json] = []
    if option.item_weight is not None:
        found.append({"url": urls.ITEM_WEIGHT, "valueDecimal": option.item_weight})
    if option.exclusive:
        found.append({"url": urls.EXCLUSIVE, "valueBoolean": True})
    return found


def _list(node: Json) -> list[Json]:
    return list(node) if isinstance(node, list) else []


def _stated(resource: Resource) -> Resource:
    """Return the resource without what it does not state: FHIR has no null and no empty list."""
    return {key: value for key, value in resource.items() if value is not None and value != []}
