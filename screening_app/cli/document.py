"""``document``: one document for one recipient on one legal basis, and the proof of one that left."""

import argparse
import json
from pathlib import Path
from typing import TYPE_CHECKING

from screening_app.cli.opening import opened
from screening_app.cli.paths import named_path
from screening_app.cli.printing import say
from screening_app.domain.errors import ScreeningAppError
from screening_app.i18n import LANGUAGES, N_, gettext

if TYPE_CHECKING:
    from screening_app.services.referral import Order
    from screening_app.services.verify_document import Proof, VaultProof

VERIFY = "verify"
_NEEDED = {"recipient": "--to", "basis": "--basis", "out": "--out"}


class FileUnreadable(ScreeningAppError):
    """The file to verify cannot be read."""

    code = "document/file-unreadable"
    user_message = N_("{path} cannot be read ({reason}). Check its name.")


class DecidedNotWritten(ScreeningAppError):
    """The disk failed between the decision, which is on record, and the file."""

    code = "document/decided-not-written"
    user_message = N_(
        "{path} could not be written ({reason}), and nobody has the document. The vault has it on record "
        "as made, and counts it. Make it again: the next one carries the next copy number."
    )


def add_commands(commands: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Add ``document``: made from a conversation, or ``document verify FILE``."""
    parser = commands.add_parser(
        "document",
        help=N_("make a document from a closed conversation, or verify a file that left"),
        usage="screening-app document CONVERSATION --to RECIPIENT --basis CODE --out DIR [options]\n"
        "       screening-app document verify FILE [--user NAME]",
    )
    parser.add_argument("conversation", metavar="CONVERSATION", help=N_("its id, as “run” printed it"))
    parser.add_argument("file", nargs="?", type=named_path, help=N_("after “verify”: the file to check"))
    parser.add_argument("--kind", default="referral-social-services", metavar="K")
    parser.add_argument("--child", type=int, metavar="N", help=N_("number of the child it is about"))
    parser.add_argument("--to", dest="recipient", metavar="RECIPIENT")
    parser.add_argument("--basis", metavar="CODE", help=N_("legal basis, such as CONSENT"))
    parser.add_argument("--out", type=named_path, metavar="DIR")
    parser.add_argument("--language", choices=LANGUAGES, help=N_("of the paper; else the record's own"))
    parser.add_argument("--registration-number", default="", metavar="DNR")
    parser.add_argument(
        "--open", action="append", default=[], metavar="STEP/LINKID", help=N_("include this location item")
    )
    parser.add_argument(
        "--leave-out", action="append", default=[], metavar="STEP/LINKID", help=N_("leave out this text")
    )
    parser.add_argument(
        "--words", type=named_path, metavar="FILE", help=N_("your own words: place and text, a line each")
    )
    parser.add_argument("--assessed", action="store_true", help=N_("every condition of the basis is met"))
    parser.add_argument("--archive", action="store_true", help=N_("write a signed archive copy beside it"))
    parser.set_defaults(run=lambda options: _run(parser, options))


def _run(parser: argparse.ArgumentParser, options: argparse.Namespace) -> int:
    if options.conversation == VERIFY:
        if options.file is None:
            parser.error(gettext("the following arguments are required: %s") % "FILE")
        return verify_file(options)
    missing = [flag for name, flag in _NEEDED.items() if getattr(options, name) is None]
    if missing:
        parser.error(gettext("the following arguments are required: %s") % ", ".join(missing))
    return make_document(options)


def make_document(options: argparse.Namespace) -> int:
    """Decide, render and store a document, then write it out under a neutral name."""
    from screening_app.bootstrap import archive_press, check_signature, referral_renderer  # noqa: PLC0415
    from screening_app.services.archive import archive_copy  # noqa: PLC0415
    from screening_app.services.new_file import check_folder  # noqa: PLC0415
    from screening_app.services.referral import make_referral  # noqa: PLC0415

    order = _order(options)
    with opened(options) as session:
        check_folder(options.out)
        made = make_referral(session, order, render=referral_renderer(), check=check_signature)
        told = {"file": _written(options.out, made.file_name, made.pdf)}
        told |= {"head": made.document.head, "sha256": str(made.document.sha256)}
        if options.archive:
            copy = archive_copy(session, made, press=archive_press())
            told["archive"] = _written(options.out, copy.file_name, copy.pdf)
            told["archive_sha256"] = copy.sha256
    if options.json:
        say(json.dumps(told, ensure_ascii=False))
        return 0
    say(told["file"])
    if options.archive:
        say(told["archive"])
    say(gettext("Control line: {head}").format(head=made.document.head))
    for item in made.left_out:
        say(gettext("Left out: {item}").format(item=item))
    return 0


def _written(folder: Path, name: str, content: bytes) -> str:
    from screening_app.services.new_file import CannotWrite, write_new  # noqa: PLC0415

    try:
        return str(write_new(folder, name, content))
    except CannotWrite as error:
        raise DecidedNotWritten(**error.params) from None


def _order(options: argparse.Namespace) -> "Order":
    from screening_app.cli.words_file import read_words  # noqa: PLC0415
    from screening_app.domain.ids import ScreeningId  # noqa: PLC0415
    from screening_app.services.referral import Order  # noqa: PLC0415

    return Order(
        screening=ScreeningId(options.conversation),
        kind=options.kind,
        recipient=options.recipient,
        basis=options.basis,
        assessed=options.assessed,
        language=options.language,
        registration_number=options.registration_number,
        opened=tuple(options.open),
        child=options.child,
        left_out=tuple(options.leave_out),
        own_words=read_words(options.words) if options.words else {},
    )


def verify_file(options: argparse.Namespace) -> int:
    """Check a file that left: its signature, and with ``--user`` that the vault knows it; 3 if it fails.

    The file is read to its end and let go before a key is held.
    """
    from screening_app.bootstrap import check_signature, file_check  # noqa: PLC0415
    from screening_app.services import verify_document  # noqa: PLC0415

    try:
        untrusted = options.file.read_bytes()
    except OSError as error:
        raise FileUnreadable(path=str(options.file), reason=error.strerror or "") from None
    proof = verify_document.verify_file(untrusted, file_check())
    if not options.user:
        if proof.signature is None:
            raise verify_document.NotSigned
        return _tell(options, proof, None)
    del untrusted
    with opened(options, write=False) as session:
        found = verify_document.verify_in_vault(session, proof, check_signature)
    return _tell(options, proof, found)


def _tell(options: argparse.Namespace, proof: "Proof", found: "VaultProof | None") -> int:
    signature = proof.signature
    if options.json:
        told: dict[str, object] = {"sha256": proof.sha256}
        if signature:
            told["signature"] = {
                "signer": signature.signer,
                "certificate": signature.certificate,
                "signed_at": signature.signed_at.isoformat(),
                "head": signature.head,
            }
        if found:
            told["vault"] = {"left_at": found.left_at, "head": str(found.head), "events": found.events}
        say(json.dumps(told, ensure_ascii=False))
    elif found:
        say(
            gettext(
                "This is the file that left the vault at {time}, unchanged; its control line is {head}."
            ).format(time=found.left_at, head=found.head)
        )
    elif signature:
        say(
            gettext(
                "No byte has changed since it was signed in the name of {name} at {time}. "
                "That it came from your vault shows only with --user NAME."
            ).format(name=signature.signer, time=signature.signed_at.isoformat())
        )
    return 0
