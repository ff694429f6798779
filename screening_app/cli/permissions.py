"""``forms permissions`` and ``forms permit``: who permitted the use of an adapted instrument."""

import argparse
import datetime as dt
import json
from typing import TYPE_CHECKING

from screening_app.cli.opening import opened
from screening_app.cli.printing import say
from screening_app.domain.errors import ScreeningAppError
from screening_app.i18n import N_, gettext, language, text_in

if TYPE_CHECKING:
    from screening_app.services.permissions import NeedsPermission


class NoSuchDay(ScreeningAppError):
    """What was given as a day is none."""

    code = "forms/no-such-day"
    user_message = N_("Write the day of the permission as YYYY-MM-DD.")


def add_commands(family: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Add ``forms permissions`` and ``forms permit``; both open the vault."""
    family.add_parser(
        "permissions", help=N_("forms whose owner must permit their use, and what is recorded")
    ).set_defaults(run=list_permissions)
    parser = family.add_parser("permit", help=N_("record who permitted the use of a form (method lead)"))
    parser.add_argument("form", metavar="FORM", help=N_("such as hark, or its url"))
    parser.add_argument("--who", metavar="OWNER", help=N_("who permitted it"))
    parser.add_argument("--on", metavar="YYYY-MM-DD", help=N_("the day on which it was permitted"))
    parser.add_argument(
        "--where", metavar="PLACE", help=N_("where the permission is kept, such as a letter's number")
    )
    parser.add_argument("--withdraw", action="store_true", help=N_("the owner no longer permits it"))
    parser.set_defaults(run=lambda options: _permit(parser, options))


def list_permissions(options: argparse.Namespace) -> int:
    """List the forms that somebody must permit, each with what is recorded."""
    from screening_app.services.permissions import permissions  # noqa: PLC0415 (pydantic)

    with opened(options, write=False) as session:
        found = permissions(session)
    if options.json:
        say(json.dumps([_entry(one) for one in found], ensure_ascii=False, indent=2))
        return 0
    for one in found:
        say(f"{one.url}  {text_in(one.title, language())}  {_said(one)}")
    return 0


def _entry(one: "NeedsPermission") -> dict[str, object]:
    given = one.permission
    recorded = None if given is None else {"who": given.who, "on": given.on.isoformat(), "where": given.where}
    return {
        "url": one.url,
        "title": one.title,
        "owner": one.owner,
        "licence": one.licence,
        "permission": recorded,
    }


def _said(one: "NeedsPermission") -> str:
    given = one.permission
    if given is None:
        return gettext("no permission recorded; owner: {owner}").format(owner=one.owner)
    return gettext("permitted by {who} on {day}, kept in {where}").format(
        who=given.who, day=given.on.isoformat(), where=given.where
    )


def _permit(parser: argparse.ArgumentParser, options: argparse.Namespace) -> int:
    given = (options.who, options.on, options.where)
    if options.withdraw and any(given):
        parser.error(gettext("--withdraw stands alone"))
    if not options.withdraw and not all(given):
        parser.error(gettext("the following arguments are required: %s") % "--who, --on, --where")
    return withdraw(options) if options.withdraw else permit(options)


def permit(options: argparse.Namespace) -> int:
    """Record a permission; refused unless the user is a method lead."""
    from screening_app.services.permissions import record_permission  # noqa: PLC0415 (pydantic)

    try:
        day = dt.date.fromisoformat(options.on)
    except ValueError:
        raise NoSuchDay from None
    with opened(options) as session:
        record_permission(session, options.form, who=options.who, on=day, where=options.where)
    say(gettext("Recorded. The form may be used for a person."))
    return 0


def withdraw(options: argparse.Namespace) -> int:
    """Record that a permission no longer holds."""
    from screening_app.services.permissions import withdraw_permission  # noqa: PLC0415 (pydantic)

    with opened(options) as session:
        withdraw_permission(session, options.form)
    say(gettext("Recorded. The form can no longer be begun with a person; what was asked stays."))
    return 0
