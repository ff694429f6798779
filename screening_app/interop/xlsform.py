"""XLSForm workbooks as draft forms (FORMS 6): carried over exactly, or refused by name and row."""

import re
from collections.abc import Mapping

from pydantic import ValidationError

from screening_app.interop.draft import IMPORTED, finished, origin
from screening_app.interop.errors import UnfitForm
from screening_app.interop.workbook import Sheet, read_workbook
from screening_app.interop.xlsform_choices import read_lists
from screening_app.interop.xlsform_errors import Refusal, XLSFormRefused, refusal
from screening_app.interop.xlsform_survey import Survey, every_item, put_weights
from screening_app.interop.xlsform_table import Note, Row, language_code, read_table
from screening_app.questionnaire.imported import UNKNOWN, NotEvaluated
from screening_app.questionnaire.model import Questionnaire
from screening_app.questionnaire.outline import Outline
from screening_app.questionnaire.points import points_of
from screening_app.questionnaire.structure import resolved
from screening_app.services.import_report import ImportedForm, ToFillIn

SHEETS = frozenset({"survey", "choices", "settings"})
_LEFT_SHEETS = frozenset({"entities", "osm", "external_choices"})
_NOT_IN_A_NAME = re.compile(r"[^\w.-]+")
_YES = frozenset({"yes", "true", "1"})
_NEEDED: Mapping[str, tuple[str, ...]] = {"survey": ("type", "name"), "choices": ("list_name", "name")}


def import_xlsform(untrusted: bytes, name: str, *, language: str | None = None) -> ImportedForm:
    """Return the form of a workbook, a draft.

    Args:
        untrusted: The whole file, limited in size by the caller.
        name: Of the file, for sentences.
        language: Of texts whose column names no language.

    Raises:
        BadWorkbook: If it is no sound .xlsx workbook.
        XLSFormRefused: If it holds what cannot be carried over, with every such place.
        UnfitForm: If what was carried over breaks another rule of forms.
    """
    sheets = read_workbook(untrusted, SHEETS)
    return _Import(sheets, untrusted, name, language).made()


class _Import:
    def __init__(
        self, sheets: Mapping[str, Sheet], untrusted: bytes, name: str, language: str | None
    ) -> None:
        self._sheets, self._untrusted, self._name = sheets, untrusted, name
        self._settings = read_table("settings", sheets.get("settings"), None)
        own = language_code(self._setting("default_language"))
        self._unsaid = own is None
        self._language = own or language
        self._survey = read_table("survey", sheets.get("survey"), self._language)
        self._choices = read_table("choices", sheets.get("choices"), self._language)

    def made(self) -> ImportedForm:
        refusals = [*self._missing(), *self._survey.refusals, *self._choices.refusals]
        if any(one.code in {"sheet-missing", "column-missing"} for one in refusals):
            raise XLSFormRefused(self._name, tuple(refusals))
        duplicates = self._setting("allow_choice_duplicates").lower() in _YES
        survey = Survey(self._survey, read_lists(self._choices, duplicates=duplicates))
        refusals += survey.refusals
        if any(one.code in {"language-missing", "language-unknown"} for one in refusals):
            # Their texts are there; only nobody can tell in which language.
            refusals = [one for one in refusals if one.code != "label-missing"]
        if refusals:
            raise XLSFormRefused(self._name, _in_order(refusals))
        put_weights(survey.items, survey.weights)
        return finished(self._form(survey), tuple(self._to_fill_in()))

    def _missing(self) -> list[Refusal]:
        found = []
        for sheet, columns in _NEEDED.items():
            table = {"survey": self._survey, "choices": self._choices}[sheet]
            if not table.columns:
                found += [refusal("sheet-missing", sheet, sheet=sheet)] if sheet == "survey" else []
                continue
            found += [
                refusal("column-missing", sheet, 1, missing=column)
                for column in columns
                if column not in table.columns
            ]
        return found

    def _row(self) -> Row | None:
        return self._settings.rows[0] if self._settings.rows else None

    def _setting(self, column: str) -> str:
        row = self._row()
        return row[column] if row else ""

    def _form(self, survey: Survey) -> Questionnaire:
        languages = self._languages(survey)
        title = self._setting("form_title") or self._setting("form_id") or self._name
        contained = _share_lists(survey.items)
        for item in survey.items:
            item["contentClass"] = "danger-if-disclosed"  # the strictest, until a person decides
        tree: dict[str, object] = {
            "url": f"urn:xlsform:{_NOT_IN_A_NAME.sub('-', self._setting('form_id') or self._name)}",
            "version": self._setting("version") or "1",
            "status": "draft",
            "title": dict.fromkeys(languages, title),
            "languages": languages,
            "provenance": {
                "wording": "adapted",
                "scoring": "sum-only" if survey.scores else "none",
                "basis": f"{IMPORTED}: {self._name}",
                "owner": None,
                "licence": UNKNOWN,
                "permission": "needed",
                "citation": None,
            },
            "audience": "person",
            "contained": contained,
            "item": survey.items,
            "score": [{**score, "range": [0, 0]} for score in survey.scores],
        }
        try:
            form = Questionnaire.model_validate(tree)
        except ValidationError as error:
            first = error.errors(include_input=False, include_url=False, include_context=False)[0]
            where = ".".join(map(str, first["loc"]))
            raise UnfitForm(file=self._name, where=where, rule=first["type"], problem="") from None
        notes = origin("xlsform", self._untrusted, self._name, not_evaluated=self._notes(survey))
        return _with_ranges(form).model_copy(update={"imported": notes})

    def _languages(self, survey: Survey) -> list[str]:
        found: dict[str, None] = dict.fromkeys([] if self._unsaid else [self._language or ""])
        used: set[str] = set()
        for item in every_item(survey.items):
            options = item.get("answerOption")
            texts = [item.get("text"), item.get("help")]
            texts += [option["display"] for option in options] if isinstance(options, list) else []
            for text in texts:
                used |= set(text) if isinstance(text, dict) else set()
        found.update(dict.fromkeys([*self._survey.languages, *self._choices.languages, *sorted(used)]))
        return [code for code in found if code in used]

    def _notes(self, survey: Survey) -> tuple[NotEvaluated, ...]:
        notes: list[Note] = [*self._settings_notes(), *self._survey.notes]
        notes += [note for note in self._choices.notes if note[2] == "xlsform-formula"]
        notes += survey.notes
        notes += [
            (self._sheets[name].name, "sheet", "xlsform-sheet") for name in _LEFT_SHEETS & set(self._sheets)
        ]
        return tuple(NotEvaluated(where=where, element=what, reason=why) for where, what, why in notes)

    def _settings_notes(self) -> list[Note]:
        return [note for note in self._settings.notes if note[1].lower() != "allow_choice_duplicates"]

    def _to_fill_in(self) -> list[ToFillIn]:
        stated = {
            ToFillIn.URL: self._setting("form_id"),
            ToFillIn.VERSION: self._setting("version"),
            ToFillIn.TITLE: self._setting("form_title"),
        }
        found = [part for part, text in stated.items() if not text]
        if self._unsaid and self._language in self._survey.languages:
            found.append(ToFillIn.LANGUAGE)
        return [*found, ToFillIn.PROVENANCE, ToFillIn.AUDIENCE, ToFillIn.CONTENT_CLASS]


def _in_order(refusals: list[Refusal]) -> tuple[Refusal, ...]:
    """Return them by sheet and row, each once: a list that two questions use has its own only once."""
    order = ("survey", "choices", "settings")
    once = dict.fromkeys(refusals)
    return tuple(sorted(once, key=lambda one: (order.index(one.sheet), one.row)))


def _share_lists(items: list[dict[str, object]]) -> list[dict[str, object]]:
    """Write option lists that stand more than once into the form only once, and return them."""
    users: dict[str, list[dict[str, object]]] = {}
    for item in every_item(items):
        if "answerOption" in item:
            users.setdefault(repr(item["answerOption"]), []).append(item)
    contained: list[dict[str, object]] = []
    for sharing in users.values():
        if len(sharing) == 1:
            continue
        name = f"list-{len(contained) + 1}"
        contained.append({"id": name, "option": sharing[0]["answerOption"]})
        for item in sharing:
            del item["answerOption"]
            item["answerValueSet"] = f"#{name}"
    return contained


def _with_ranges(form: Questionnaire) -> Questionnaire:
    """Return the form with the range of each score as its points come to."""
    outline = Outline(resolved(form)[0])
    scores = []
    for score in form.score:
        ends = [points_of(entry) for link_id in score.sum or () if (entry := outline.entry(link_id))]
        stated = (sum(low for low, _ in ends), sum(high for _, high in ends))
        scores.append(score.model_copy(update={"range": stated}))
    return form.model_copy(update={"score": tuple(scores)})
