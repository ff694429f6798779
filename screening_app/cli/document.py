"""``document``: one document for one recipient on one legal basis."""

import argparse
import json
from pathlib import Path

from screening_app.cli.opening import opened
from screening_app.cli.printing import say
from screening_app.i18n import LANGUAGES, gettext


def add_commands(commands: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Add ``document``."""
    parser = commands.add_parser("document", help="make a document from a closed conversation")
    parser.add_argument("screening", metavar="CONVERSATION", help="its id, as “run” printed it")
    parser.add_argument("--kind", default="referral-social-services", metavar="K")
    parser.add_argument("--to", required=True, dest="recipient", metavar="RECIPIENT")
    parser.add_argument("--basis", required=True, metavar="CODE", help="legal basis, such as CONSENT")
    parser.add_argument("--out", type=Path, required=True, metavar="DIR")
    parser.add_argument("--language", choices=LANGUAGES, help="of the paper; else the record's own")
    parser.add_argument("--registration-number", default="", metavar="DNR")
    parser.add_argument(
        "--open", action="append", default=[], metavar="STEP/LINKID", help="include this location item"
    )
    parser.add_argument("--assessed", action="store_true", help="every condition of the basis is met")
    parser.set_defaults(run=make_document)


def make_document(options: argparse.Namespace) -> int:
    """Decide, render and store a document, then write it out under a neutral name."""
    from screening_app.bootstrap import check_signature, referral_renderer  # noqa: PLC0415
    from screening_app.cli.files import write_new  # noqa: PLC0415
    from screening_app.domain.ids import ScreeningId  # noqa: PLC0415
    from screening_app.services.referral import Order, make_referral  # noqa: PLC0415

    order = Order(
        screening=ScreeningId(options.screening),
        kind=options.kind,
        recipient=options.recipient,
        basis=options.basis,
        assessed=options.assessed,
        language=options.language,
        registration_number=options.registration_number,
        opened=tuple(options.open),
    )
    with opened(options) as session:
        made = make_referral(session, order, render=referral_renderer(), check=check_signature)
        path = write_new(options.out, made.file_name, made.pdf)
    if options.json:
        say(json.dumps({"file": str(path), "head": made.document.head, "sha256": made.document.sha256}))
        return 0
    say(str(path))
    say(gettext("Control line: {head}").format(head=made.document.head))
    for reader in made.left_out:
        say(gettext("Left out: {item}").format(item=reader))
    return 0
