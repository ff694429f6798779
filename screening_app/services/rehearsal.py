"""One form asked as a conversation of its own, so that its author can walk through it; nothing is kept."""

import json
from collections.abc import Sequence
from pathlib import Path

from screening_app.domain.access import Regime
from screening_app.domain.ids import Canonical, ScreeningId
from screening_app.domain.person import CaseKind
from screening_app.questionnaire.errors import FormNotFound
from screening_app.questionnaire.loader import parse_pathway
from screening_app.questionnaire.model import Questionnaire
from screening_app.questionnaire.over_time import RulesOverTime
from screening_app.questionnaire.pack import Packs
from screening_app.questionnaire.pathway import Pathway
from screening_app.services.conversation import start_conversation
from screening_app.services.people import NewPerson, register_person
from screening_app.services.ports import FormLibrary
from screening_app.services.session import Session

REGIME = Regime.HSL_PUBLIC
_URL = "https://samtalsstod.example/rehearsal"
_NOTHING_KEPT = {"sv": "Övning: inget sparas", "en": "Practice: nothing is kept"}
_ALWAYS = {"not": {"age": "person", "more-than": 1000}}


class RehearsalForms:
    """Port ``FormLibrary`` with one form, whatever its state, in a pathway of one step.

    Args:
        form: The form to walk through; a draft too, and one that lacks a permission.
        shipped: Gives the packs.
    """

    def __init__(self, form: Questionnaire, shipped: FormLibrary) -> None:
        freed = form.provenance.model_copy(update={"permission": "not-needed"})
        self._form = form.model_copy(update={"status": "active", "provenance": freed})
        self._pathway = _pathway(form)
        self._shipped = shipped

    def questionnaire(self, canonical: Canonical) -> Questionnaire:
        """Return the form."""
        if canonical != self._form.canonical:
            raise FormNotFound(name=canonical)
        return self._form

    def pathway(self, canonical: Canonical) -> Pathway:
        """Return the pathway."""
        if canonical != self._pathway.canonical:
            raise FormNotFound(name=canonical)
        return self._pathway

    def pathways(self) -> Sequence[Canonical]:
        """Return the one pathway."""
        return (self._pathway.canonical,)

    def find_pathway(self, name: str) -> Pathway:
        """Return the pathway, whichever of its names is meant."""
        if name not in {self._pathway.canonical, _URL}:
            raise FormNotFound(name=name)
        return self._pathway

    def questionnaires(self) -> Sequence[Canonical]:
        """Return the one form."""
        return (self._form.canonical,)

    def find_questionnaire(self, name: str) -> Questionnaire:
        """Return the form by its canonical or url."""
        if name not in {self._form.canonical, self._form.url}:
            raise FormNotFound(name=name)
        return self._form

    def files(self, canonical: Canonical) -> Sequence[Path]:
        """Return nothing: what is only tried out rests on no check."""
        if canonical not in {self._form.canonical, self._pathway.canonical}:
            raise FormNotFound(name=canonical)
        return ()

    def over_time(self) -> RulesOverTime:
        """Return the rules that ship; with nobody they never hold."""
        return self._shipped.over_time()

    def packs(self, country: str) -> Packs:
        """Return the packs that ship."""
        return self._shipped.packs(country)


def _pathway(form: Questionnaire) -> Pathway:
    languages = list(form.languages)
    said = {code: _NOTHING_KEPT.get(code, _NOTHING_KEPT["en"]) for code in languages}
    asked = {"questionnaire": form.canonical, "optional": False}
    tree = {
        "url": _URL,
        "version": "1",
        "status": "active",
        "title": form.title,
        "languages": languages,
        "provenance": {
            "wording": "own",
            "scoring": "none",
            "basis": "rehearsal",
            "owner": None,
            "licence": "own text",
            "permission": "not-needed",
            "citation": None,
        },
        "regime": [REGIME],
        "step": [{"id": "form", "title": form.title, "rail": "ask", **asked}],
        "outcome": [{"id": "asked-no", "when": _ALWAYS, "text": said}],
    }
    return parse_pathway(json.dumps(tree, ensure_ascii=False), _URL)


def begin_rehearsal(session: Session) -> ScreeningId:
    """Begin a conversation with nobody, through the form of the session's ``RehearsalForms``."""
    person = register_person(session, NewPerson(kind=CaseKind.ANONYMOUS))
    return start_conversation(session, person.id, _URL).screening.id
