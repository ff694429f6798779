"""``forms restricted-marks``: which roles may mark the genital area on the body map (W-8)."""

import argparse
import json
from typing import TYPE_CHECKING

from screening_app.cli.opening import opened
from screening_app.cli.printing import say
from screening_app.i18n import N_, gettext

if TYPE_CHECKING:
    from screening_app.services.session import Session

_ROLES = ("staff", "supervisor")


def add_commands(family: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Add ``forms restricted-marks``; it opens the vault."""
    parser = family.add_parser(
        "restricted-marks", help=N_("which roles may mark the genital area on the body map")
    )
    named = parser.add_mutually_exclusive_group()
    named.add_argument(
        "--roles", nargs="+", choices=_ROLES, help=N_("roles that may from now on (method lead)")
    )
    named.add_argument("--nobody", action="store_true", help=N_("nobody may from now on (method lead)"))
    parser.set_defaults(run=_run)


def _run(options: argparse.Namespace) -> int:
    """Name the roles, if any are given; say which may."""
    changes = options.nobody or bool(options.roles)
    with opened(options, write=changes) as session:
        if changes:
            _name(session, options.roles or ())
        _say(session, as_json=options.json)
    return 0


def _name(session: "Session", roles: tuple[str, ...]) -> None:
    from screening_app.domain.access import Role  # noqa: PLC0415 (loaded with the vault)
    from screening_app.services.marks import name_restricted_roles  # noqa: PLC0415 (pydantic)

    name_restricted_roles(session, [Role(role) for role in roles])


def _say(session: "Session", *, as_json: bool) -> None:
    from screening_app.services.marks import restricted_roles  # noqa: PLC0415 (pydantic)

    found = sorted(role.value for role in restricted_roles(session))
    if as_json:
        say(json.dumps({"roles": found}))
    elif found:
        say(gettext("These roles may mark the genital area: {roles}").format(roles=", ".join(found)))
    else:
        say(gettext("Nobody may mark the genital area on the body map."))
