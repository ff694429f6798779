"""Rules of a unit's routine: what is added has a place, comes after every gate, and binds nobody."""

from collections.abc import Iterator

from screening_app.domain.result import FlagLevel
from screening_app.questionnaire.library import newness
from screening_app.questionnaire.lint.corpus import Corpus
from screening_app.questionnaire.lint.form import barred
from screening_app.questionnaire.lint.released import is_released
from screening_app.questionnaire.lint.route import pathway_breaches
from screening_app.questionnaire.model import Audience, Questionnaire
from screening_app.questionnaire.pack import ForbiddenTerms
from screening_app.questionnaire.pathway import Pathway
from screening_app.questionnaire.routine import Addition, CannotAdd, Routine, with_steps
from screening_app.questionnaire.source import TreePath
from screening_app.questionnaire.structure import Breach


def routine_breaches(routine: Routine, corpus: Corpus) -> Iterator[Breach]:
    """Yield what is wrong with a routine, with the pathways and forms that it names."""
    done: dict[str, Pathway] = {}
    for index, addition in enumerate(routine.add):
        path: TreePath = ("add", index)
        pathway = done.get(addition.pathway) or _newest(addition.pathway, corpus)
        if pathway is None:
            yield Breach("added-to-nothing", (*path, "pathway"), {"pathway": addition.pathway})
            continue
        try:
            longer = with_steps(pathway, [addition])
        except CannotAdd as error:
            yield Breach(error.code, (*path, "step"), error.params)
            continue
        done[addition.pathway] = longer
        yield from _form(addition, pathway, path, corpus)
        for terms in corpus.everywhere(ForbiddenTerms):
            yield from barred(addition.step.title, (*path, "step", "title"), "title", terms)
        position = [step.id for step in longer.step].index(addition.step.id)
        for breach in pathway_breaches(longer, corpus):
            if breach.path[:2] == ("step", position):
                yield Breach(breach.code, (*path, "step", *breach.path[2:]), breach.params)


def _form(addition: Addition, pathway: Pathway, path: TreePath, corpus: Corpus) -> Iterator[Breach]:
    outline = corpus.outline(addition.step.questionnaire)
    if outline is None:  # the rules of pathways say so
        return
    form = outline.form
    here: TreePath = (*path, "step", "questionnaire")
    if form.status != "active":
        yield Breach("added-form-not-active", here, {"form": form.canonical})
    elif not _is_kept(form, corpus):
        yield Breach("added-form-not-released", here, {"form": form.canonical})
    if _asks_person(form) and not _is_behind_gates(addition, pathway):
        yield Breach("added-before-gate", (*path, "after"), {"step": addition.after})
    for flag in form.flag:
        if flag.level is FlagLevel.IMMEDIATE:
            yield Breach("added-with-immediate-flag", here, {"flag": flag.id})


def _is_kept(form: Questionnaire, corpus: Corpus) -> bool:
    """Tell whether a copy was kept at the form's release, or it ships."""
    return any(
        isinstance(file.model, Questionnaire)
        and file.model.canonical == form.canonical
        and (is_released(path) or path in corpus.shipped)
        for path, file in corpus.files.items()
    )


def _asks_person(form: Questionnaire) -> bool:
    return any(item.is_answerable and item.audience is Audience.PERSON for item, _ in form.walk())


def _is_behind_gates(addition: Addition, pathway: Pathway) -> bool:
    later = [step.id for step in pathway.step]
    return all(step.gate is None for step in pathway.step[later.index(addition.after) + 1 :])


def _newest(url: str, corpus: Corpus) -> Pathway | None:
    found = [
        file.model
        for path, file in corpus.files.items()
        if isinstance(file.model, Pathway) and file.model.url == url and not is_released(path)
    ]
    return max(found, key=lambda pathway: newness(pathway.canonical), default=None)
