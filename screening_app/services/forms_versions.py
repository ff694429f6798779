"""``forms diff``: what differs between two versions, and what that means."""

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from screening_app.i18n import gettext
from screening_app.questionnaire.condition_words import Find, items_of
from screening_app.questionnaire.errors import FormError, FormNotFound, short
from screening_app.questionnaire.library import FileFormLibrary
from screening_app.questionnaire.lint.corpus import root_of
from screening_app.questionnaire.loader import load_pathway, load_questionnaire
from screening_app.questionnaire.model import Item, Questionnaire
from screening_app.questionnaire.pathway import Pathway
from screening_app.questionnaire.source import read_source
from screening_app.questionnaire.versions.difference import Difference, Effect
from screening_app.questionnaire.versions.form import form_differences
from screening_app.questionnaire.versions.route import items_at, pathway_differences
from screening_app.services.errors import NotOneForm


@dataclass(frozen=True, slots=True, kw_only=True)
class Comparison:
    """Two versions beside each other.

    Attributes:
        old, new: Canonicals.
        is_same_file: Whether both are the same to the byte.
    """

    old: str
    new: str
    differences: tuple[Difference, ...]
    is_same_file: bool = False

    @property
    def for_drafts(self) -> str:
        """Say what it means for a conversation that was begun with the old version."""
        gone = _places(self.differences, Effect.DRAFTS)
        more = _places(self.differences, Effect.ASKS)
        papers = _places(self.differences, Effect.PAPERS)
        sentences = [gettext("A draft stays with the version it was begun with until somebody moves it.")]
        if gone:
            sentences.append(
                gettext("Moved, its answers may no longer fit at: {places}.").format(places=gone)
            )
        if more:
            sentences.append(
                gettext("Moved, it may have more to answer, or less, at: {places}.").format(places=more)
            )
        if papers:
            sentences.append(
                gettext("Moved, its answers may stand on other papers than before at: {places}.").format(
                    places=papers
                )
            )
        if not gone and not more:
            sentences.append(gettext("Moved, it keeps every answer and has nothing more to answer."))
        return " ".join(sentences)

    @property
    def for_scores(self) -> str:
        """Say whether answers and results of the two versions are comparable."""
        moved = _places(self.differences, Effect.SCORES)
        other = _places(self.differences, Effect.MEANING)
        open_ = _places(self.differences, Effect.JUDGE)
        sentences = []
        if moved:
            sentences.append(
                gettext(
                    "Results of the two versions are not comparable where they rest on: {places}."
                ).format(places=moved)
            )
        if other:
            sentences.append(
                gettext(
                    "Another thing stands under the same name at: {places}. Answers of the two versions are "
                    "not comparable there; give what is new a link id or code of its own."
                ).format(places=other)
            )
        if open_:
            sentences.append(
                gettext(
                    "A person must judge whether it means the same at: {places}. Until somebody has, do not "
                    "compare."
                ).format(places=open_)
            )
        if not sentences:
            sentences.append(gettext("Answers, scores, bands and flags of the two versions are comparable."))
        return " ".join(sentences)

    @property
    def for_author(self) -> str:
        """Say what whoever wrote the new version has to do, or nothing."""
        if not _places(self.differences, Effect.JUDGE):
            return ""
        return gettext(
            "Where you have compared the words of a question and find that it means the same, name its link "
            "id under `reworded` in the new version."
        )


def _places(differences: Iterable[Difference], effect: Effect) -> str:
    """Return where differences with an effect stand; what concerns the whole is named by its own words."""
    return ", ".join(dict.fromkeys(one.place or one.what for one in differences if effect in one.effects))


def compare_files(old: Path, new: Path) -> Comparison:
    """Return what differs between two form files, or between two pathway files.

    Raises:
        FormError: If one of them has a mistake.
        FormFileUnreadable: If the disk does not give it.
        NotOneForm: If one is a form and the other a pathway.
    """
    before, after = load_any(old), load_any(new)
    if isinstance(before, Questionnaire) and isinstance(after, Questionnaire):
        found = form_differences(before, after)
    elif isinstance(before, Pathway) and isinstance(after, Pathway):
        found = pathway_differences(before, after, _items(before, old), _items(after, new))
    else:
        raise NotOneForm(old=short(old.name), new=short(new.name))
    is_same = before.sha256 == after.sha256
    return Comparison(old=before.canonical, new=after.canonical, differences=found, is_same_file=is_same)


def compare_forms(before: Questionnaire, after: Questionnaire) -> Comparison:
    """Return what differs between two forms."""
    return Comparison(old=before.canonical, new=after.canonical, differences=form_differences(before, after))


def load_any(path: Path) -> Questionnaire | Pathway:
    """Return the form or pathway of a file.

    Raises:
        FormError: If it has a mistake.
        FormFileUnreadable: If the disk does not give it.
    """
    return load_pathway(path) if "step" in read_source(path).root else load_questionnaire(path)


def _items(pathway: Pathway, path: Path) -> Find:
    """Return the items of the pathway's forms, as far as the folder of forms around it holds them."""
    library = FileFormLibrary(root_of(path))
    forms: dict[str, Find] = {}
    for step in pathway.step:
        if step.questionnaire is None:
            continue
        try:
            forms[step.questionnaire] = items_of(library.questionnaire(step.questionnaire))
        except (FormNotFound, FormError):
            forms[step.questionnaire] = _nothing
    return items_at(pathway, forms)


def _nothing(_address: str) -> Item | None:
    return None
