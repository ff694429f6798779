"""``forms``: listing, checking and scoring form files; needs no vault."""

import argparse
import json
import sys
from typing import TYPE_CHECKING

from screening_app.cli import interchange, move, permissions, preview, restricted_marks, versions, wording
from screening_app.cli.answers_file import read_answers
from screening_app.cli.paths import named_path
from screening_app.cli.printing import say
from screening_app.domain.errors import ScreeningAppError
from screening_app.i18n import N_, gettext, language, ngettext, text_in

if TYPE_CHECKING:
    from screening_app.questionnaire.model import Questionnaire
    from screening_app.questionnaire.pathway import Pathway


class NothingToCheck(ScreeningAppError):
    """The paths hold no form file."""

    code = "forms/nothing-to-check"
    user_message = N_("There is no form file there. Name a file or a folder that holds form files.")


def add_commands(commands: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Add the commands of ``forms``."""
    family = commands.add_parser("forms", help=N_("form files")).add_subparsers(
        required=True, metavar="ACTION"
    )
    family.add_parser("list", help=N_("forms that ship, and the unit's own")).set_defaults(run=list_forms)
    check = family.add_parser("check", help=N_("check form files and their vignettes"))
    check.add_argument("paths", nargs="+", type=named_path, metavar="PATH", help=N_("file or folder"))
    check.set_defaults(run=check_forms)
    score = family.add_parser("score", help=N_("score answers and explain the result"))
    score.add_argument("form", type=named_path, metavar="FORM")
    score.add_argument("answers", type=named_path, metavar="ANSWERS.json")
    score.set_defaults(run=score_answers)
    interchange.add_commands(family)
    wording.add_commands(family)
    versions.add_commands(family)
    move.add_commands(family)
    preview.add_commands(family)
    permissions.add_commands(family)
    restricted_marks.add_commands(family)


def list_forms(options: argparse.Namespace) -> int:
    """List what ships and the unit's own: canonical, kind, status, wording, title."""
    from screening_app.bootstrap import forms_library, own_forms  # noqa: PLC0415 (reads YAML)

    library = forms_library(own_forms(options.vault))
    forms = [library.form(canonical) for canonical in library.canonicals()]
    if options.json:
        say(json.dumps([_entry(form) for form in forms], ensure_ascii=False, indent=2))
        return 0
    for form in forms:
        say(f"{form.canonical}  {form.status}  {form.provenance.wording}  {text_in(form.title, language())}")
    return 0


def _entry(form: "Questionnaire | Pathway") -> dict[str, object]:
    return {
        "canonical": form.canonical,
        "status": form.status,
        "title": form.title,
        "wording": form.provenance.wording,
        "scoring": form.provenance.scoring,
        "permission": form.provenance.permission,
        "sha256": form.sha256,
    }


def check_forms(options: argparse.Namespace) -> int:
    """Report every finding as file, line, link id, what is wrong, what to do; 0 if there is none."""
    from screening_app.bootstrap import SystemClock  # noqa: PLC0415 (reads YAML)
    from screening_app.services.forms_check import check_forms as check_paths  # noqa: PLC0415
    from screening_app.settings import shipped_folder  # noqa: PLC0415

    report = check_paths(options.paths, SystemClock(), shipped=shipped_folder("forms"))
    if not report.files:
        raise NothingToCheck
    if options.json:
        found = [
            {
                "code": finding.code,
                "file": finding.file,
                "line": finding.line,
                "linkId": finding.link_id,
                "message": finding.message,
                "whatToDo": finding.what_to_do,
            }
            for finding in report.findings
        ]
        say(json.dumps({"files": report.files, "vignettes": report.vignettes, "findings": found}))
        return 1 if found else 0
    for finding in report.findings:
        print(finding, file=sys.stderr)
    if report.findings:
        return 1
    files = ngettext("{count} file", "{count} files", report.files).format(count=report.files)
    vignettes = ngettext("{count} vignette", "{count} vignettes", report.vignettes)
    vignettes = vignettes.format(count=report.vignettes)
    say(gettext("Checked: {files}, {vignettes}. Nothing found.").format(files=files, vignettes=vignettes))
    return 0


def score_answers(options: argparse.Namespace) -> int:
    """Score answers without a vault: interval, band, rule, what counted, flags with evidence."""
    from screening_app.bootstrap import SystemClock  # noqa: PLC0415 (reads YAML)
    from screening_app.questionnaire.loader import load_questionnaire  # noqa: PLC0415
    from screening_app.services.explain import score_in_words, score_stated  # noqa: PLC0415

    form = load_questionnaire(options.form)
    answers = read_answers(form, options.answers)
    if options.json:
        say(json.dumps(score_stated(form, answers, SystemClock()), ensure_ascii=False, indent=2))
        return 0
    for line in score_in_words(form, answers, SystemClock()):
        say(line)
    return 0
