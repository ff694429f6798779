"""What FHIR R4 has no element for, as extensions of our own: written here, and read here again."""

from collections.abc import Iterator, Mapping
from decimal import Decimal

from pydantic import ValidationError

from screening_app.interop.fhir import urls
from screening_app.interop.fhir.conditions import Reader, condition_of
from screening_app.interop.fhir.expressions import parsed, stated
from screening_app.interop.fhir.fhirpath import Node, parse
from screening_app.interop.fhir.ground import Scope, Unclear, within_bounds
from screening_app.interop.fhir.items import own_value
from screening_app.interop.fhir.json_text import Json, Resource
from screening_app.interop.fhir.logic import truth
from screening_app.interop.fhir.remarks import Remarks
from screening_app.interop.fhir.resource import (
    Element,
    Extension,
    Item,
    Number,
    Questionnaire,
    element_of,
    number,
)
from screening_app.interop.fhir.sums import end_expressions, sum_expression
from screening_app.interop.fhir.texts import Texts, written
from screening_app.interop.fhir.truth import Side
from screening_app.questionnaire.model import FlagRule, Provenance, ScoreRule, Sentence


def provenance_extension(provenance: Provenance) -> Resource:
    """Return whose words and whose rule a form holds."""
    told = provenance.model_dump(exclude_none=True)
    return _complex(urls.PROVENANCE, [_string(key, str(value)) for key, value in told.items()])


def code_extension(url: str, code: str) -> Resource:
    """Return an extension that holds one word."""
    return {"url": url, "valueCode": code}


def text_extension(url: str, sentence: Sentence, base: str) -> Resource:
    """Return an extension that holds a text in several languages."""
    return {"url": url, **written("valueString", sentence, base)}


def score_extension(rule: ScoreRule, base: str) -> Resource:
    """Return what a score is besides its sum: range, bands, policy, cut-off."""
    low, high = rule.range
    parts: list[Json] = [
        _string("id", rule.id),
        _string("missing", rule.missing),
        _decimal("low", low),
        _decimal("high", high),
        *(_string("sum", link_id) for link_id in rule.sum or ()),
    ]
    if rule.judgement:
        parts.append({"url": "judgement", "valueBoolean": True})
    if rule.cutoff:
        parts += [_string("cutoffVariant", rule.cutoff.variant), _string("cutoffSource", rule.cutoff.source)]
        parts.append(text_extension("cutoffText", rule.cutoff.text, base))
    for band in rule.band:
        inner: list[Json] = [_string("id", band.id), _decimal("low", band.from_), _decimal("high", band.to)]
        parts.append(_complex("band", [*inner, text_extension("text", band.text, base)]))
    return _complex(urls.SCORE, parts)


def flag_extension(rule: FlagRule, when: Resource, base: str) -> Resource:
    """Return a rule about single answers; ``when`` is its expression."""
    parts: list[Json] = [
        _string("id", rule.id),
        {"url": "when", "valueExpression": when},
        _string("level", rule.level.value),
        text_extension("text", rule.text, base),
        *(_string("action", action) for action in rule.action),
    ]
    return _complex(urls.FLAG, parts)


def _complex(url: str, parts: list[Json]) -> Resource:
    return {"url": url, "extension": parts}


def _string(url: str, text: str) -> Resource:
    return {"url": url, "valueString": text}


def _decimal(url: str, value: Decimal) -> Resource:
    return {"url": url, "valueDecimal": value}


class OwnParts:
    """Reads a form that was exported here; what somebody changed in one place only is not believed."""

    def __init__(self, form: Questionnaire, texts: Texts, remarks: Remarks) -> None:
        self._form = form
        self._texts = texts
        self._remarks = remarks

    def root(self) -> dict[str, object]:
        """Return provenance and audience."""
        (extension, *_) = self._form.extensions(urls.PROVENANCE)
        stated_ones = {one.url: one.value[1] for one in extension.extension if one.value}
        body = {"owner": None, "citation": None, **stated_ones}
        found: dict[str, object] = {}
        try:
            found["provenance"] = Provenance.model_validate(body)
        except ValidationError:
            self._remarks.add("", "provenance", "own-extension-damaged")
        audience = own_value(self._form, urls.AUDIENCE, "Code")
        if audience in {"person", "staff"}:
            found["audience"] = audience
        return found

    def score(self, item: Item, scope: Scope, read: Reader) -> ScoreRule | None:
        """Return the score of an item; ``None``, and a note, if its expression says another sum."""
        (extension, *_) = item.extensions(urls.SCORE)
        when = condition_of(item, scope, read, self._remarks)
        body = {
            "id": extension.inner("id"),
            "missing": extension.inner("missing"),
            "range": (_number(extension, "low"), _number(extension, "high")),
            "sum": tuple(_all(extension, "sum")) or None,
            "judgement": extension.inner("judgement") is True,
            "cutoff": self._cutoff(extension),
            "band": [self._band(one) for one in extension.extensions("band")],
            "title": self._texts.sentence(item.text, item.text_more) if item.text else None,
            "when": when,
        }
        try:
            rule = ScoreRule.model_validate({key: value for key, value in body.items() if value is not None})
        except ValidationError:
            self._remarks.add(item.link_id, "score", "own-extension-damaged")
            return None
        expressions = [one.text for one in map(stated, item.extensions(urls.CALCULATED)) if one]
        if expressions != ([sum_expression(rule)] if rule.sum else []):
            self._remarks.add(item.link_id, "score", "own-extension-disagrees", "; ".join(expressions))
            return None
        _note_ends(rule, scope)
        return rule

    def _cutoff(self, extension: Extension) -> Mapping[str, object] | None:
        variant, source = extension.inner("cutoffVariant"), extension.inner("cutoffSource")
        text = self._text(extension, "cutoffText")
        return None if variant is None else {"variant": variant, "source": source, "text": text}

    def _band(self, extension: Extension) -> dict[str, object]:
        low, high = _number(extension, "low"), _number(extension, "high")
        return {"id": extension.inner("id"), "from": low, "to": high, "text": self._text(extension)}

    def _text(self, extension: Extension, name: str = "text") -> Sentence | None:
        found = next(iter(extension.extensions(name)), None)
        if found is None or found.value is None or not isinstance(found.value[1], str):
            return None
        more = element_of(Element, (found.model_extra or {}).get("_valueString"))
        return self._texts.sentence(found.value[1], more)

    def flags(self, scope: Scope) -> list[FlagRule]:
        """Return the rules about single answers; one that is not understood is left out and noted."""
        return list(self._flags(scope))

    def _flags(self, scope: Scope) -> Iterator[FlagRule]:
        for extension in self._form.extensions(urls.FLAG):
            name = extension.inner("id")
            where = name if isinstance(name, str) else ""
            expression = next((stated(one) for one in extension.extensions("when")), None)
            try:
                when = _held(parsed(expression), scope)
                rule = FlagRule.model_validate(
                    {
                        "id": name,
                        "when": when,
                        "level": extension.inner("level"),
                        "text": self._text(extension),
                        "action": tuple(_all(extension, "action")),
                    }
                )
            except (Unclear, ValidationError) as error:
                reason = str(error) if isinstance(error, Unclear) else "own-extension-damaged"
                self._remarks.add(where, "flag", reason, expression.text if expression else "")
            else:
                yield rule


def _held(node: Node, scope: Scope) -> Side:
    return within_bounds(lambda: truth(node, scope).yes)


def _note_ends(rule: ScoreRule, scope: Scope) -> None:
    """Let conditions on the ends of the interval be known again."""
    places = [scope.ground.places.get(one) for one in rule.sum or ()]
    items = [place.item for place in places if place and place.item and not place.may_be_hidden]
    if not items or len(items) != len(places) or rule.when is not None:
        return
    ends = end_expressions(items)
    for text, lowest in zip(ends or (), (True, False), strict=False):
        scope.ground.ends[parse(text)] = (rule.id, lowest)


def _all(extension: Extension, url: str) -> Iterator[object]:
    yield from (one.value[1] for one in extension.extensions(url) if one.value)


def _number(extension: Extension, url: str) -> Number | None:
    return number(extension.inner(url))
