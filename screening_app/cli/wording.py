"""``forms wording import``: a licensed instrument's own words into a form; needs no vault."""

import argparse
import json
from pathlib import Path
from typing import TYPE_CHECKING

from screening_app.cli.paths import named_day, named_path
from screening_app.cli.printing import say
from screening_app.i18n import N_, gettext, ngettext

if TYPE_CHECKING:
    from screening_app.services.wording import Reworded


def add_commands(family: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Add ``forms wording import``."""
    actions = family.add_parser("wording", help=N_("words of an instrument's owner")).add_subparsers(
        required=True, metavar="ACTION"
    )
    parser = actions.add_parser("import", help=N_("put licensed texts in place of adapted ones"))
    parser.add_argument("form", type=named_path, metavar="FORM", help=N_("form file to take the texts"))
    parser.add_argument(
        "file", type=named_path, metavar="FILE", help=N_("CSV, XLSForm or FHIR Questionnaire")
    )
    parser.add_argument("--owner", required=True, metavar="NAME", help=N_("whose wording it is"))
    parser.add_argument(
        "--licence", required=True, metavar="TEXT", help=N_("terms under which you may use it")
    )
    parser.add_argument("--citation", metavar="TEXT", help=N_("source; left out, the form keeps its own"))
    parser.add_argument("--date", type=named_day, metavar="YYYY-MM-DD", help=N_("default: today"))
    parser.add_argument("--language", metavar="LL", help=N_("of texts whose language the file does not say"))
    parser.add_argument(
        "--out", type=named_path, metavar="FORM", help=N_("form file to write; default: the unit's own forms")
    )
    parser.set_defaults(run=import_wording)


def import_wording(options: argparse.Namespace) -> int:
    """Write the form in its owner's words and say what changed; nothing is written if they do not match."""
    from screening_app.bootstrap import SystemClock, own_forms  # noqa: PLC0415 (reads YAML)
    from screening_app.bootstrap.wording import import_wording as reworded  # noqa: PLC0415
    from screening_app.services.new_file import write_new  # noqa: PLC0415
    from screening_app.services.wording import Ownership  # noqa: PLC0415

    ownership = Ownership(
        owner=options.owner,
        licence=options.licence,
        citation=options.citation,
        date=options.date or SystemClock().now().astimezone().date(),
    )
    made, text, cases = reworded(options.form, options.file, ownership, language=options.language)
    out: Path = options.out or own_forms(options.vault) / options.form.name
    path = write_new(out.parent, out.name, text.encode("utf-8"))
    if cases is not None:
        write_new(out.parent, f"{out.stem}.vignettes.yaml", cases)
    if options.json:
        told = {"canonical": made.form.canonical, "replaced": made.replaced, "written": str(path)}
        say(json.dumps({**told, "leftOut": list(made.left_out), "lost": list(made.lost)}, ensure_ascii=False))
        return 0
    for line in _lines(made, path):
        say(line)
    return 0


def _lines(made: "Reworded", path: Path) -> list[str]:
    replaced = ngettext(
        "{count} text is now the owner's.", "{count} texts are now the owner's.", made.replaced
    )
    lines = [replaced.format(count=made.replaced)]
    if made.left_out:
        left = gettext("Left out, because the form does not have it or a text is missing: {languages}.")
        lines.append(left.format(languages=", ".join(made.left_out)))
    if made.lost:
        lost = gettext(
            "The form no longer has these languages, in which the file lacks its own text: {languages}."
        )
        lines.append(lost.format(languages=", ".join(made.lost)))
    lines.append(gettext("Written: {path}. Do not pass it on; the licence is yours.").format(path=path))
    return lines
