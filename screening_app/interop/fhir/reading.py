"""A FHIR R4 Questionnaire as a form of ours: a draft that says what of the file it does not evaluate."""

import uuid
from collections.abc import Iterator

from screening_app.domain.ids import LinkId
from screening_app.i18n import gettext
from screening_app.interop.draft import IMPORTED, finished, origin
from screening_app.interop.errors import (
    DuplicateLinkId,
    ModifierExtension,
    NothingToAsk,
    WrongLanguage,
    WrongResource,
)
from screening_app.interop.fhir import urls
from screening_app.interop.fhir.conditions import condition_of
from screening_app.interop.fhir.expressions import scopes
from screening_app.interop.fhir.ground import Ground, Scope
from screening_app.interop.fhir.items import Draft, Items, places_of
from screening_app.interop.fhir.json_text import Json, Resource, read_json, write_json
from screening_app.interop.fhir.native import OwnParts
from screening_app.interop.fhir.options import Options, own_system
from screening_app.interop.fhir.remarks import Remarks
from screening_app.interop.fhir.resource import questionnaire_of
from screening_app.interop.fhir.scores_in import ranged, score_of
from screening_app.interop.fhir.spelling import in_r4
from screening_app.interop.fhir.texts import Texts, language_of, within
from screening_app.interop.fhir.truth import all_of
from screening_app.questionnaire.errors import short
from screening_app.questionnaire.imported import UNKNOWN
from screening_app.questionnaire.limits import is_date
from screening_app.questionnaire.loader import parse_questionnaire
from screening_app.questionnaire.model import Item as OurItem
from screening_app.questionnaire.model import Questionnaire as OurForm
from screening_app.questionnaire.model import ScoreRule, ValueSet
from screening_app.questionnaire.outline import Outline
from screening_app.questionnaire.predicate import Predicate
from screening_app.questionnaire.structure import is_address
from screening_app.questionnaire.writer import form_text
from screening_app.services.import_report import ImportedForm, ToFillIn

KIND = "Questionnaire"
_KNOWN_ROOT = frozenset(
    {
        *("meta", "text", "identifier", "derivedFrom", "experimental", "subjectType", "contact", "purpose"),
        *("description", "useContext", "jurisdiction", "approvalDate", "lastReviewDate", "effectivePeriod"),
        *("versionAlgorithmString", "versionAlgorithmCoding", "copyrightLabel"),
    }
)
_OWN_ROOT = frozenset({urls.PROVENANCE, urls.AUDIENCE, urls.FLAG, urls.VARIABLE})


def import_questionnaire(untrusted: bytes, name: str, *, language: str | None) -> ImportedForm:
    """Return the form of a file that holds a Questionnaire.

    Args:
        language: Of texts whose language the file does not say; English if left out.

    Raises:
        ImportRefused: One of its kinds, with the reason.
    """
    resource = resource_of(read_json(untrusted, name), KIND, name)
    return _Reader(in_r4(resource), name, language).imported(untrusted)


def resource_of(tree: Json, kind: str, name: str) -> Resource:
    """Return a resource of this kind.

    Raises:
        WrongResource: If it is another, or none.
    """
    found = tree.get("resourceType") if isinstance(tree, dict) else None
    if not isinstance(tree, dict) or found != kind:
        raise WrongResource(
            file=name,
            expected=kind,
            found=short(found if isinstance(found, str) else gettext("something else")),
        )
    return tree


def form_of(resource: Resource, name: str, language: str) -> OurForm:
    """Return the form that a stored resource was read as; errors as ``import_questionnaire``."""
    return parse_questionnaire(form_text(_Reader(resource, name, language).form()), name)


class _Reader:
    """Reads one Questionnaire."""

    def __init__(self, resource: Resource, name: str, language: str | None) -> None:
        if language is not None and language_of(language) != language:
            raise WrongLanguage(language=short(language))
        self._resource = resource
        self._name = name
        self._file = questionnaire_of(resource, name)
        self._check()
        self._to_fill_in = [ToFillIn.PROVENANCE, ToFillIn.AUDIENCE, ToFillIn.CONTENT_CLASS]
        self._remarks = Remarks()
        self._texts = Texts(self._base(language))
        own = self._file.url if self._file.extensions(urls.PROVENANCE) else None
        self._own = OwnParts(self._file, self._texts, self._remarks) if own else None
        self._options = Options(self._file.contained, self._texts, own_system(own) if own else None)
        self._settled: dict[str, Predicate] = {}
        self._items = Items(self._texts, self._options, self._remarks)

    def imported(self, untrusted: bytes) -> ImportedForm:
        """Return the form with its text and report."""
        form = self.form()
        parts = self._remarks.all()
        original = write_json(self._resource, indent=" ")
        source = origin("fhir-r4", untrusted, self._name, not_evaluated=parts, original=original)
        return finished(form.model_copy(update={"imported": source}), tuple(self._to_fill_in))

    def form(self) -> OurForm:
        """Return the form, without what it says of its file."""
        drafts = self._items.drafts(self._file.item)
        answerable = any(one.item.is_answerable for draft in drafts for one in draft.walk())
        if not drafts or not (answerable or self._own):
            count = sum(1 for _ in self._file.walk())
            raise NothingToAsk(file=self._name, count=count)
        ground = Ground(places_of(self._file.item, drafts))
        around = scopes(self._file, ground)
        scores = self._scores(ground, around)
        conditions = dict(pair for draft in drafts for pair in self._conditions(draft, around))
        items = tuple(_with(draft, conditions) for draft in drafts)
        outline = Outline(self._bare(items))
        body = self._root(items, [ranged(rule, outline) for rule in scores])
        if self._own:
            body |= {"flag": self._own.flags(Scope(ground)), **self._own.root()}
        self._remarks.extensions("", self._file.extension, _OWN_ROOT)
        self._remarks.elements("", self._file, _KNOWN_ROOT)
        return self._pruned(body)

    def _check(self) -> None:
        seen: set[str] = set()
        for item, _ in self._file.walk():
            if item.link_id in seen:
                raise DuplicateLinkId(file=self._name, link_id=short(item.link_id))
            seen.add(item.link_id)
            if item.modifier_extension:
                raise ModifierExtension(file=self._name, element=short(item.link_id))
        if self._file.modifier_extension:
            raise ModifierExtension(file=self._name, element=KIND)

    def _base(self, language: str | None) -> str:
        stated = language_of(self._file.language)
        if stated is None:
            self._to_fill_in.append(ToFillIn.LANGUAGE)
        return stated or language or "en"

    def _scores(self, ground: Ground, around: dict[str, Scope]) -> list[ScoreRule]:
        """Return the scores, and let conditions read them; what they come to is reckoned later."""
        found: list[ScoreRule] = []
        for item in self._items.reckoned:
            scope = around[item.link_id]
            if self._own and item.extensions(urls.SCORE):
                rule = self._own.score(item, scope, self._items.value)
            else:
                rule = score_of(item, scope, self._texts, self._remarks)
            if rule is not None:
                found.append(rule)
                ground.scores[item.link_id] = rule
        return found

    def _conditions(self, draft: Draft, around: dict[str, Scope]) -> Iterator[tuple[str, Predicate]]:
        """Yield link ids and conditions; an item lifted from below a question is asked if that is."""
        link_id = draft.source.link_id
        own = condition_of(draft.source, around[link_id], self._items.value, self._remarks)
        above = self._settled.get(draft.lifted_from or "")
        both = all_of(part for part in (above, own) if part is not None)
        if not isinstance(both, bool):
            self._settled[link_id] = both
            yield link_id, both
        for child in draft.children:
            yield from self._conditions(child, around)

    def _root(self, items: tuple[OurItem, ...], scores: list[ScoreRule]) -> dict[str, object]:
        file = self._file
        known = file.url if file.url and is_address(file.url, imported=True) else None
        if known is None:
            self._to_fill_in.append(ToFillIn.URL)
        if file.version is None:
            self._to_fill_in.append(ToFillIn.VERSION)
        title = file.title or file.name or file.id
        if file.title is None:
            self._to_fill_in.append(ToFillIn.TITLE)
        if self._items.nameless:
            self._to_fill_in.append(ToFillIn.TEXT)
        day = (file.date or "")[:10]
        return {
            "url": known or _made_up(self._resource),
            "version": file.version or "0",
            "title": self._texts.sentence(title or self._name, file.title_more),
            "date": day if len(day) == len("2026-01-01") and is_date(day) else None,
            "item": items,
            "score": scores,
        }

    def _named(self, form: OurForm) -> OurForm:
        """Return the form with the lists that the file names standing once (FORMS 2)."""
        asked = {item.link_id: item for item, _ in form.walk()}
        lists = {
            item.link_id: item.answer_value_set
            for item, _ in self._file.walk()
            if item.answer_value_set and item.link_id in asked
        }
        options = {name: asked[LinkId(link_id)].answer_option for link_id, name in lists.items()}
        contained = tuple(ValueSet(id=name[1:], option=options[name]) for name in options)
        return form.model_copy(update={"contained": contained, "item": _lists_named(form.item, lists)})

    def _bare(self, items: tuple[OurItem, ...]) -> OurForm:
        return self._validated({"url": "u", "version": "0", "title": {}, "item": items})

    def _validated(self, body: dict[str, object]) -> OurForm:
        publisher, licence = self._file.publisher, self._file.copyright
        return OurForm.model_validate(
            {
                "status": "draft",
                "languages": (self._texts.base,),
                "audience": "person",
                "provenance": {
                    # Whether these are the owner's own words, only a person can tell.
                    "wording": "adapted",
                    "scoring": "record-only",
                    "basis": f"{IMPORTED}: {self._name}",
                    "owner": publisher or None,
                    "licence": licence or UNKNOWN,
                    "permission": "needed",
                    "citation": None,
                },
                **{key: value for key, value in body.items() if value is not None},
            }
        )

    def _pruned(self, body: dict[str, object]) -> OurForm:
        """Return the form in the languages that every text is in."""
        languages = self._texts.complete()
        for language in (*self._texts.incomplete(), *self._texts.foreign):
            self._remarks.add("", "translation", "language-incomplete", language)
        form = self._named(self._validated({**body, "languages": languages}))
        tree = _in_languages(form.model_dump(by_alias=True, exclude_unset=True), languages)
        return OurForm.model_validate(tree)


def _lists_named(items: tuple[OurItem, ...], lists: dict[str, str]) -> tuple[OurItem, ...]:
    done = []
    for item in items:
        update: dict[str, object] = {"item": _lists_named(item.item, lists)} if item.item else {}
        if item.link_id in lists:
            update |= {"answer_value_set": lists[item.link_id], "answer_option": ()}
        done.append(item.model_copy(update=update) if update else item)
    return tuple(done)


def _in_languages(node: object, languages: tuple[str, ...]) -> object:
    if isinstance(node, dict):
        if node.keys() & set(languages) and all(language_of(key) == key for key in node):
            return within(node, languages)
        return {key: _in_languages(value, languages) for key, value in node.items()}
    if isinstance(node, list | tuple):
        return [_in_languages(value, languages) for value in node]
    return node


def _with(draft: Draft, conditions: dict[str, Predicate]) -> OurItem:
    children = tuple(_with(child, conditions) for child in draft.children)
    condition = conditions.get(draft.source.link_id)
    return draft.item.model_copy(update={"item": children, "enable_when": condition})


def _made_up(resource: Resource) -> str:
    return f"urn:uuid:{uuid.uuid5(uuid.NAMESPACE_URL, write_json(resource, indent=''))}"
