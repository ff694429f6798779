"""Rules between versions: what was released stays, and a name keeps its meaning (FORMS 4).

Released versions stand under ``released`` in the folder of all forms. They only have to be read: what
was found out later cannot be corrected in them.
"""

from collections.abc import Iterator
from pathlib import Path

from typing_extensions import TypeIs

from screening_app.questionnaire.lint.corpus import Corpus
from screening_app.questionnaire.model import Item, Questionnaire
from screening_app.questionnaire.outline import Outline
from screening_app.questionnaire.pathway import Pathway
from screening_app.questionnaire.structure import Breach
from screening_app.questionnaire.versions.difference import Difference, Effect, Kind
from screening_app.questionnaire.versions.form import form_differences
from screening_app.questionnaire.versions.own import refused_difference
from screening_app.questionnaire.versions.texts import is_wording

RELEASED = "released"


def is_released(path: Path) -> bool:
    """Tell whether a file is the kept copy of a released version."""
    return RELEASED in path.parts


def version_breaches(model: Questionnaire | Pathway, path: Path, corpus: Corpus) -> Iterator[Breach]:
    """Yield what a form or pathway breaks towards its other versions."""
    for other, file in corpus.files.items():
        if other == path or not isinstance(file.model, Questionnaire | Pathway):
            continue
        if other in corpus.shipped:
            yield from _own_breaches(file.model, model)
            continue
        if file.model.canonical == model.canonical:
            if not is_released(other):
                yield Breach("same-canonical", ("version",), {"other": other})
            elif file.model.sha256 != model.sha256:
                yield Breach("changed-after-release", ("version",), {"version": model.version})
        elif isinstance(model, Questionnaire) and _is_earlier(file.model, model) and is_released(other):
            yield from _reused(file.model, model)


def _own_breaches(shipped: Questionnaire | Pathway, own: Questionnaire | Pathway) -> Iterator[Breach]:
    """Yield what a unit's own file changes of a form that ships and that it stands in for."""
    if not (isinstance(shipped, Questionnaire) and isinstance(own, Questionnaire)):
        return
    if shipped.canonical == own.canonical and (differs := refused_difference(shipped, own)) is not None:
        yield Breach("own-differs", ("url",), {"place": differs[0] or "url", "what": differs[1]})


def _is_earlier(other: Questionnaire | Pathway, present: Questionnaire) -> TypeIs[Questionnaire]:
    return isinstance(other, Questionnaire) and other.url == present.url


def _reused(earlier: Questionnaire, present: Questionnaire) -> Iterator[Breach]:
    """Yield each link id under which something else is asked than in an earlier version."""
    outline = Outline(present)
    reworded = set(present.reworded)
    # The same question in its owner's words: wording import has compared the items already.
    other_words = _whose(earlier) != _whose(present)
    told = set[str]()
    for difference in form_differences(earlier, present):
        name = difference.place
        entry = outline.entry(name)
        if entry is None or name in told or difference.kind is not Kind.CHANGED:
            continue
        if is_wording(difference) and (other_words or name in reworded):
            continue
        code = _code(difference, entry.item)
        if code is not None:
            told.add(name)
            params = {"link_id": name, "version": earlier.version, "what": difference.what}
            yield Breach(code, entry.path, params)


def _code(difference: Difference, item: Item) -> str | None:
    """Return the rule that a change breaks: another meaning, or words that nobody has compared."""
    if Effect.MEANING in difference.effects:
        return "link-id-reused"
    if item.is_answerable and is_wording(difference) and Effect.JUDGE in difference.effects:
        return "words-not-compared"
    return None


def _whose(form: Questionnaire) -> tuple[str, str | None]:
    return form.provenance.wording, form.provenance.owner
