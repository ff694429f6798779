"""The page of ``docs`` that says what became of each public form.

``python -m tests.conformance.imports_page`` writes it.
"""

import hashlib
import json
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path

from screening_app.i18n import use_language
from screening_app.interop.errors import ImportRefused
from screening_app.interop.importing import import_form
from screening_app.interop.xlsform_errors import XLSFormRefused
from screening_app.settings import catalogs_folder
from tests.helpers.surroundings import CHECKOUT

FILES = CHECKOUT.parent / "shared" / "conformance"
PAGE = CHECKOUT / "docs" / "conformance.md"
LANGUAGE = "en"
KINDS: Mapping[str, str] = {"fhir": "FHIR Questionnaire", "xlsform": "XLSForm"}
BESIDE = frozenset({"presentation", "for-other-systems"})
"""Reasons of parts that change neither what is asked nor what counts, whatever becomes of them."""

_HEAD = """\
# What becomes of public forms

Forms that nobody here wrote, each with its licence; they are read from beside the project and are no part
of it. Every file is imported as a draft or refused with a named reason. This page is written by
`python -m tests.conformance.imports_page`, and a test compares it with what the importers do.

“Left out” counts what has no effect on what is asked or how it counts, or is kept without being run; the
form lists it for its review. An XLSForm is imported whole or not at all; a refused one names every place, and
the table shows each code with how often. Of a FHIR Questionnaire, what is not evaluated is kept word for word
and named here, each reason with how often; the form cannot be used before somebody reviewed it, and exported
without a change it has the same values.
"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Tried:
    """One public file and what became of it.

    Attributes:
        named: Why parts are not evaluated, each reason with how often.
        reason: Why it was refused; empty if it was imported.
    """

    kind: str
    file: str
    repo: str
    licence: str
    questions: int = 0
    conditions: int = 0
    scores: int = 0
    left_out: int = 0
    named: str = ""
    reason: str = ""


def manifest() -> list[Mapping[str, str]]:
    """Return what there is to try, with its source and licence."""
    entries: list[Mapping[str, str]] = json.loads((FILES / "manifest.json").read_bytes())
    return [entry for entry in entries if entry["kind"] in KINDS]


def tried(entry: Mapping[str, str]) -> Tried:
    """Return what becomes of one file; whatever is no refusal of ours comes through."""
    content = (FILES / entry["file"]).read_bytes()
    path = Path(entry["path"])
    stated = Tried(kind=entry["kind"], file=path.name, repo=entry["repo"], licence=entry["licence"])
    try:
        report = import_form(content, path.name, language=LANGUAGE).report
    except ImportRefused as error:
        return replace(stated, reason=_reason(error))
    return replace(
        stated,
        questions=report.items,
        conditions=report.conditions,
        scores=report.scores,
        left_out=len(report.not_evaluated),
        named=_counted(one.reason for one in report.not_evaluated if one.reason not in BESIDE),
    )


def _counted(codes: Iterable[str]) -> str:
    return ", ".join(f"{code} {count}" for code, count in sorted(Counter(codes).items()))


def _reason(error: ImportRefused) -> str:
    if isinstance(error, XLSFormRefused):
        return _counted(one.code for one in error.refusals)
    return error.code


def is_unchanged(entry: Mapping[str, str]) -> bool:
    """Tell whether the file is the one that the manifest means."""
    digest = hashlib.sha256((FILES / entry["file"]).read_bytes()).hexdigest()
    return digest == entry["sha256"]


def page() -> str:
    """Return the page as it has to be now."""
    use_language("en", catalogs_folder())
    return "\n".join([_HEAD, *_sections()])


def _sections() -> Iterator[str]:
    everything = [tried(entry) for entry in manifest()]
    for kind, name in KINDS.items():
        found = sorted((one for one in everything if one.kind == kind), key=lambda one: (one.file, one.repo))
        imported = [one for one in found if not one.reason]
        whole = sum(not one.named for one in imported)
        counts = f"{len(imported)} imported ({whole} whole), {len(found) - len(imported)} refused"
        yield f"## {name}: {len(found)} files, {counts}\n"
        yield "| File | From | Licence | Result | Questions | Conditions | Scores | Left out |"
        yield "|---|---|---|---|---|---|---|---|"
        yield from map(_row, found)
        yield ""


def _row(one: Tried) -> str:
    if one.reason:
        return f"| {one.file} | {one.repo} | {one.licence} | refused: {one.reason} | | | | |"
    left_out = f"{one.left_out}: {one.named}" if one.named else str(one.left_out)
    counts = f"{one.questions} | {one.conditions} | {one.scores} | {left_out}"
    return f"| {one.file} | {one.repo} | {one.licence} | imported | {counts} |"


if __name__ == "__main__":
    PAGE.write_text(page(), encoding="utf-8")
