"""``forms import`` and ``forms export``: forms of others in, forms of ours out; needs no vault."""

import argparse
import json
from typing import TYPE_CHECKING

from screening_app.cli.answers_file import read_answers
from screening_app.cli.paths import named_path
from screening_app.cli.printing import say
from screening_app.i18n import N_, gettext, ngettext

if TYPE_CHECKING:
    from screening_app.services.import_report import ImportReport


def add_commands(family: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Add ``forms import`` and ``forms export``."""
    parser = family.add_parser("import", help=N_("make a draft form of a FHIR Questionnaire or an XLSForm"))
    parser.add_argument("file", type=named_path, metavar="FILE")
    parser.add_argument(
        "--out", required=True, type=named_path, metavar="FORM", help=N_("form file to write")
    )
    parser.add_argument("--language", metavar="LL", help=N_("of texts whose language the file does not say"))
    parser.set_defaults(run=import_form)
    parser = family.add_parser("export", help=N_("write a form as a FHIR R4 Questionnaire"))
    parser.add_argument("form", type=named_path, metavar="FORM")
    parser.add_argument("--to", required=True, metavar="FORMAT", help="fhir")
    parser.add_argument(
        "--answers", type=named_path, metavar="ANSWERS.json", help=N_("a response to it instead")
    )
    parser.add_argument(
        "--out", type=named_path, metavar="FILE", help=N_("file to write; else it is printed")
    )
    parser.set_defaults(run=export_form)


def import_form(options: argparse.Namespace) -> int:
    """Write the form and say what is in it, what is never run and what is to be filled in."""
    from screening_app.bootstrap.interchange import import_form as imported  # noqa: PLC0415 (reads YAML)
    from screening_app.services.new_file import write_new  # noqa: PLC0415

    made = imported(options.file, options.language)
    path = write_new(options.out.parent, options.out.name, made.text.encode("utf-8"))
    if options.json:
        say(json.dumps(_told(made.report, str(path)), ensure_ascii=False, indent=2))
        return 0
    for line in _lines(made.report):
        say(line)
    say(gettext("Written: {path}, a draft. It cannot be used for a person until reviewed.").format(path=path))
    return 0


def export_form(options: argparse.Namespace) -> int:
    """Write or print the form as FHIR; what was imported and not touched comes out as it came in.

    With answers it is the response and its scores instead, in one Bundle and without a name.
    """
    from screening_app.bootstrap.interchange import export_form as exported  # noqa: PLC0415 (reads YAML)
    from screening_app.services.new_file import write_new  # noqa: PLC0415

    text = exported(options.form, options.to)
    if options.answers is not None:
        text = _response(options)
    if options.out is None:
        say(text)
        return 0
    path = write_new(options.out.parent, options.out.name, f"{text}\n".encode())
    say(gettext("Written: {path}.").format(path=path))
    return 0


def _response(options: argparse.Namespace) -> str:
    from screening_app.bootstrap.interchange import export_answers  # noqa: PLC0415 (reads YAML)
    from screening_app.questionnaire.loader import load_questionnaire  # noqa: PLC0415

    form = load_questionnaire(options.form)
    return export_answers(form, read_answers(form, options.answers))


def _lines(report: "ImportReport") -> list[str]:
    from screening_app.services.import_report import FILLED_IN, said  # noqa: PLC0415

    items = ngettext("{count} question", "{count} questions", report.items).format(count=report.items)
    conditions = ngettext("{count} condition", "{count} conditions", report.conditions)
    scores = ngettext("{count} score", "{count} scores", report.scores)
    lines = [
        gettext("Translated: {items}, {conditions}, {scores}.").format(
            items=items,
            conditions=conditions.format(count=report.conditions),
            scores=scores.format(count=report.scores),
        )
    ]
    if report.not_evaluated:
        lines.append(gettext("Kept, but not evaluated:"))
        lines += [f"  {said(part)}" for part in report.not_evaluated]
    if report.to_fill_in:
        lines.append(gettext("To fill in:"))
        lines += [f"  {gettext(FILLED_IN[part])}" for part in report.to_fill_in]
    return lines


def _told(report: "ImportReport", path: str) -> dict[str, object]:
    return {
        "format": report.format,
        "canonical": report.canonical,
        "languages": list(report.languages),
        "items": report.items,
        "conditions": report.conditions,
        "scores": report.scores,
        "notEvaluated": [part.model_dump() for part in report.not_evaluated],
        "toFillIn": [part.value for part in report.to_fill_in],
        "written": path,
    }
