"""``audit``: checking the chain, and a head typed from paper."""

import argparse
import json

from screening_app.cli.opening import opened
from screening_app.cli.printing import DAMAGED, say
from screening_app.domain.errors import ScreeningAppError
from screening_app.i18n import N_, gettext, ngettext


class HeadUnreadable(ScreeningAppError):
    """What was typed is no chain head."""

    code = "audit/head-unreadable"
    user_message = N_("That is not a control line. Type it as on the paper: 1234 · 0123456789abcdef.")


def add_commands(commands: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Add ``audit verify``."""
    family = commands.add_parser("audit", help=N_("the audit chain")).add_subparsers(
        required=True, metavar="ACTION"
    )
    verify = family.add_parser("verify", help=N_("check every link of the chain"))
    verify.add_argument("--head", metavar='"N · HEX"', help=N_("control line from a printed document"))
    verify.set_defaults(run=verify_chain)


def verify_chain(options: argparse.Namespace) -> int:
    """Check the chain; 0 when it is sound, 3 when it is not."""
    from screening_app.bootstrap import check_signature  # noqa: PLC0415 (loads cryptography)
    from screening_app.domain.audit import ChainHead  # noqa: PLC0415
    from screening_app.services.audit import verify_audit  # noqa: PLC0415
    from screening_app.services.faults import describe_chain_fault  # noqa: PLC0415

    try:
        printed = None if options.head is None else ChainHead.parse(options.head)
    except ValueError:
        raise HeadUnreadable from None
    with opened(options, write=False) as session:
        report = verify_audit(session, check_signature, printed)
    if options.json:
        found = {
            "events": report.count,
            "head": str(report.head) if report.head else None,
            "erased": report.erased,
            "faults": [{"seq": fault.seq, "kind": str(fault.kind)} for fault in report.faults],
        }
        say(json.dumps(found, ensure_ascii=False))
        return DAMAGED if report.faults else 0
    for fault in report.faults:
        say(describe_chain_fault(fault))
    if report.faults:
        say(gettext("The chain is not sound. Keep the vault as it is and tell your administrator."))
        return DAMAGED
    said = ngettext(
        "The chain is sound: {count} event, ends at {head}.",
        "The chain is sound: {count} events, ends at {head}.",
        report.count,
    )
    say(said.format(count=report.count, head=report.head))
    if printed is not None:
        say(gettext("It contains the control line {head}.").format(head=printed))
    return 0
