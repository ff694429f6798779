"""``forms diff`` and ``forms release``: what differs between versions, and keeping what was released."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from screening_app.i18n import gettext
from screening_app.questionnaire.condition_words import Find, items_of
from screening_app.questionnaire.errors import FormError, FormFileUnreadable, FormNotFound, short
from screening_app.questionnaire.library import FileFormLibrary
from screening_app.questionnaire.lint.corpus import root_of
from screening_app.questionnaire.lint.released import RELEASED
from screening_app.questionnaire.loader import load_pathway, load_questionnaire
from screening_app.questionnaire.model import Item, Questionnaire
from screening_app.questionnaire.pathway import Pathway
from screening_app.questionnaire.source import read_source
from screening_app.questionnaire.versions.difference import Difference, Effect
from screening_app.questionnaire.versions.form import form_differences
from screening_app.questionnaire.versions.route import items_at, pathway_differences
from screening_app.services.errors import FormFailsCheck, NotOneForm
from screening_app.services.forms_check import check_forms
from screening_app.services.ports import Clock

_VERSION = re.compile(r"[0-9A-Za-z][0-9A-Za-z.+-]*")
"""What may become part of a file's name."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Comparison:
    """Two versions beside each other.

    Attributes:
        old, new: Canonicals.
    """

    old: str
    new: str
    differences: tuple[Difference, ...]

    @property
    def for_drafts(self) -> str:
        """Say what it means for a conversation that was begun with the old version."""
        gone = _places(self.differences, Effect.DRAFTS)
        more = _places(self.differences, Effect.ASKS)
        sentences = [gettext("A draft stays with the version it was begun with until somebody moves it.")]
        if gone:
            sentences.append(
                gettext("Moved, its answers may no longer fit at: {places}.").format(places=", ".join(gone))
            )
        if more:
            sentences.append(
                gettext("Moved, it may have more to answer, or less, at: {places}.").format(
                    places=", ".join(more)
                )
            )
        if not gone and not more:
            sentences.append(gettext("Moved, it keeps every answer and has nothing more to answer."))
        return " ".join(sentences)

    @property
    def for_scores(self) -> str:
        """Say whether results of the two versions are comparable."""
        moved = _places(self.differences, Effect.SCORES)
        if not moved:
            return gettext("Scores, bands and flags of the two versions are comparable.")
        return gettext("Results of the two versions are not comparable where they rest on: {places}.").format(
            places=", ".join(moved)
        )


def _places(differences: Iterable[Difference], effect: Effect) -> list[str]:
    return list(dict.fromkeys(one.place for one in differences if effect in one.effects and one.place))


def compare_files(old: Path, new: Path) -> Comparison:
    """Return what differs between two form files, or between two pathway files.

    Raises:
        FormError: If one of them has a mistake.
        FormFileUnreadable: If the disk does not give it.
        NotOneForm: If one is a form and the other a pathway.
    """
    before, after = _loaded(old), _loaded(new)
    if isinstance(before, Questionnaire) and isinstance(after, Questionnaire):
        found = form_differences(before, after)
    elif isinstance(before, Pathway) and isinstance(after, Pathway):
        found = pathway_differences(before, after, _items(before, old), _items(after, new))
    else:
        raise NotOneForm(old=short(old.name), new=short(new.name))
    return Comparison(old=before.canonical, new=after.canonical, differences=found)


def compare_forms(before: Questionnaire, after: Questionnaire) -> Comparison:
    """Return what differs between two forms."""
    return Comparison(old=before.canonical, new=after.canonical, differences=form_differences(before, after))


def _loaded(path: Path) -> Questionnaire | Pathway:
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


def release(paths: Iterable[Path], clock: Clock) -> list[Path]:
    """Keep a copy of forms and pathways that are released now; returns the copies that are new.

    The copy stands under ``released`` in the folder of all forms, and is never changed.

    Raises:
        FormFailsCheck: If the check finds something in one of them; nothing is kept.
        FormFileUnreadable: If the disk does not give or take one.
    """
    files = list(paths)
    report = check_forms(files, clock)
    if report.findings:
        finding = report.findings[0]
        raise FormFailsCheck(form=short(finding.file), finding=str(finding))
    return [copy for path in files for copy in [_keep(path)] if copy is not None]


def _keep(path: Path) -> Path | None:
    form, root = _loaded(path), root_of(path)
    if not _VERSION.fullmatch(form.version):
        finding = gettext("A version is written with letters, digits, dots, plus and hyphens only.")
        raise FormFailsCheck(form=short(path.name), finding=finding)
    name = f"{path.stem}-{form.version}.yaml"
    copy = root / RELEASED / path.resolve().relative_to(root.resolve()).parent / name
    try:
        if copy.exists():
            return None
        copy.parent.mkdir(parents=True, exist_ok=True)
        with copy.open("xb") as file:
            file.write(form.source_text.encode())
    except OSError:
        raise FormFileUnreadable(file=short(copy.name)) from None
    return copy
