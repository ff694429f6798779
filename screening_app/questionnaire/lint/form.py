"""Rules of a form that loading does not insist on (FORMS 4)."""

import unicodedata
from collections.abc import Iterator

from screening_app.questionnaire.imported import UNKNOWN
from screening_app.questionnaire.lint.corpus import Corpus
from screening_app.questionnaire.lint.reach import reach_breaches
from screening_app.questionnaire.model import AnswerOption, Audience, Questionnaire, Sentence
from screening_app.questionnaire.outline import Outline
from screening_app.questionnaire.pack import ForbiddenTerms
from screening_app.questionnaire.source import TreePath
from screening_app.questionnaire.structure import Breach

ACTIONS = frozenset(
    {
        *("danger-panel", "children-panel", "injuries-panel", "plan-panel", "refer-panel", "follow-up-panel"),
        *("safe-contact", "danger-indicators", "honour-form", "dependent-form", "suspicion-form"),
        *("routine-enquiry", "child-report", "medical-assessment", "suicide-pathway", "same-day-assessment"),
        *("supervisor", "guardian-block", "no-home-contact", "block-print", "block-contact"),
    }
)
"""What a flag may call for: panels, forms to open, duties, blocks (content/README 2)."""


def form_breaches(form: Questionnaire, corpus: Corpus) -> Iterator[Breach]:
    """Yield what is wrong with a form that can be loaded."""
    outline = Outline(form)
    yield from _provenance(form)
    yield from _scoring(form)
    yield from _flags(form)
    yield from _lists(outline)
    yield from _same_texts(outline)
    yield from _exclusive(outline)
    yield from _required_all(outline)
    yield from reach_breaches(outline)
    for terms in corpus.everywhere(ForbiddenTerms):
        yield from _said(outline, terms)


def _provenance(form: Questionnaire) -> Iterator[Breach]:
    """Words and rules of others name their owner and their source (FORMS 2)."""
    stated = form.provenance
    if stated.wording != "own" and stated.owner is None:
        yield Breach("provenance-incomplete", ("provenance", "owner"), {"key": "owner"})
    if form.imported is not None and stated.licence.strip() in {"", UNKNOWN}:
        yield Breach("provenance-incomplete", ("provenance", "licence"), {"key": "licence"})
    if form.imported is not None and form.imported.reviewed is None and form.status != "active":
        yield Breach("import-to-review", ("imported",), {})
    borrowed = stated.wording != "own" or stated.scoring in {"published", "secondary"}
    if borrowed and stated.citation is None:
        yield Breach("provenance-incomplete", ("provenance", "citation"), {"key": "citation"})


def _scoring(form: Questionnaire) -> Iterator[Breach]:
    """What the form does with points is what its provenance says that it may (FORMS 3.7)."""
    stated = form.provenance.scoring
    for index, score in enumerate(form.score):
        path: TreePath = ("score", index)
        if score.sum is not None and stated in {"none", "record-only"}:
            yield Breach("scoring-contradicted", path, {"scoring": stated})
        if len(score.band) > 1:
            if stated == "sum-only":
                yield Breach("scoring-contradicted", (*path, "band"), {"scoring": stated})
            elif score.sum is not None and score.cutoff is None:
                yield Breach("cutoff-missing", path, {"score": score.id})


def _flags(form: Questionnaire) -> Iterator[Breach]:
    for index, flag in enumerate(form.flag):
        if not flag.action:
            yield Breach("flag-without-action", ("flag", index), {})
        for position, action in enumerate(flag.action):
            if action not in ACTIONS:
                params = {"action": action, "expected": ", ".join(sorted(ACTIONS))}
                yield Breach("unknown-action", ("flag", index, "action", position), params)


def _lists(outline: Outline) -> Iterator[Breach]:
    """Option lists used more than once stand once, under ``contained`` (FORMS 2)."""
    used = {entry.item.answer_value_set for entry in outline.entries}
    for index, value_set in enumerate(outline.form.contained):
        if f"#{value_set.id}" not in used:
            yield Breach("unused-list", ("contained", index), {"list": value_set.id})
    first: dict[str, str] = {}
    for options, name, path in _option_lists(outline):
        other = first.setdefault(repr(options), name)
        if other != name:
            yield Breach("repeated-option-list", path, {"other": other})


def _option_lists(outline: Outline) -> Iterator[tuple[tuple[AnswerOption, ...], str, TreePath]]:
    for index, value_set in enumerate(outline.form.contained):
        yield value_set.option, value_set.id, ("contained", index)
    for entry in outline.entries:
        if entry.item.answer_option and entry.item.answer_value_set is None:
            yield entry.item.answer_option, entry.item.link_id, entry.path


def _same_texts(outline: Outline) -> Iterator[Breach]:
    """Find options that nobody at the screen could tell apart, in any language of the form."""
    for options, _name, path in _option_lists(outline):
        for language in outline.form.languages:
            seen: dict[str, str] = {}
            for option in options:
                first = seen.setdefault(_as_seen(option.display.get(language, "")), option.code)
                if first != option.code:
                    yield Breach("same-option-text", path, {"first": first, "second": option.code})
                    break


def _as_seen(text: str) -> str:
    """Return a text without what nobody sees of it: kinds of blanks, composed letters, capitals."""
    return " ".join(unicodedata.normalize("NFKC", text).split()).casefold()


def _exclusive(outline: Outline) -> Iterator[Breach]:
    for entry in outline.entries:
        if not entry.item.repeats and any(option.exclusive for option in entry.item.answer_option):
            yield Breach("exclusive-without-repeats", entry.path, {})


def _required_all(outline: Outline) -> Iterator[Breach]:
    for index, score in enumerate(outline.form.score):
        if score.missing != "require-all":
            continue
        for position, link_id in enumerate(score.sum or ()):
            entry = outline.entry(link_id)
            if entry is not None and entry.may_be_hidden:
                path: TreePath = ("score", index, "sum", position)
                yield Breach("conditional-under-require-all", path, {"link_id": link_id})


def _said(outline: Outline, terms: ForbiddenTerms) -> Iterator[Breach]:
    """Look for barred words in the title, in results, and in what is said or shown to the person."""
    yield from barred(outline.form.title, ("title",), "title", terms)
    is_official = outline.form.provenance.wording == "official"
    for sentence, path in _results(outline.form):
        yield from barred(sentence, path, "result", terms)
    for entry in outline.entries:
        item = entry.item
        # A validated instrument is its wording: nobody changes a word of it here (DESIGN 6).
        if item.audience is not Audience.PERSON or is_official:
            continue
        yield from barred(item.text or {}, (*entry.path, "text"), "said-to-person", terms)
        if item.answer_value_set is None:
            for index, option in enumerate(item.answer_option):
                path = (*entry.path, "answerOption", index)
                yield from barred(option.display, path, "said-to-person", terms)


def _results(form: Questionnaire) -> Iterator[tuple[Sentence, TreePath]]:
    """Yield what stands on screen and paper as the result of answers."""
    for index, score in enumerate(form.score):
        if score.title is not None:
            yield score.title, ("score", index, "title")
        for position, band in enumerate(score.band):
            yield band.text, ("score", index, "band", position, "text")
    for index, flag in enumerate(form.flag):
        yield flag.text, ("flag", index, "text")


def barred(sentence: Sentence, path: TreePath, context: str, terms: ForbiddenTerms) -> Iterator[Breach]:
    """Yield the terms that a text holds although its context bars them."""
    for language, text in sentence.items():
        for term in terms.found_in(text, language, context):
            yield Breach("forbidden-term", path, {"term": term})
