"""``seed``: a new vault full of made-up people, for load tests and courses."""

import argparse
import json

from screening_app.cli.opening import login, typed_passphrase
from screening_app.cli.printing import say
from screening_app.domain.errors import ScreeningAppError
from screening_app.i18n import N_, gettext

_TENTHS = 10


class NothingToMakeUp(ScreeningAppError):
    """Fewer than nobody, or conversations that nobody has."""

    code = "seed/nothing-to-make-up"
    user_message = N_("There cannot be fewer than none, nor conversations without people. Nothing was made.")


def add_commands(commands: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Add ``seed``."""
    parser = commands.add_parser("seed", help=N_("make a new vault full of made-up people, for load tests"))
    parser.add_argument("--people", type=int, required=True, metavar="N", help=N_("how many people"))
    parser.add_argument(
        "--conversations", "--screenings", type=int, default=0, metavar="M", help=N_("how many conversations")
    )
    parser.add_argument("--seed", type=int, default=1, metavar="S", help=N_("another number makes up others"))
    parser.set_defaults(run=seed)


def seed(options: argparse.Namespace) -> int:
    """Make and fill the vault; one that is there is left as it is."""
    from screening_app.bootstrap.seeding import make_seeded_vault  # noqa: PLC0415 (loads the database)
    from screening_app.services.seeding import SeedPlan  # noqa: PLC0415 (pydantic)

    if min(options.people, options.conversations) < 0 or (options.conversations and not options.people):
        raise NothingToMakeUp
    plan = SeedPlan(people=options.people, conversations=options.conversations, seed=options.seed)
    told = 0

    def tell(done: int, of: int) -> None:
        nonlocal told
        tenth = done * _TENTHS // of
        if tenth != told and not options.json:
            say(gettext("{done} of {count}").format(done=done, count=of))
        told = tenth

    make_seeded_vault(options.vault, login(options), typed_passphrase(options), plan, progress=tell)
    if options.json:
        say(json.dumps({"people": plan.people, "conversations": plan.conversations, "seed": plan.seed}))
        return 0
    said = gettext("The vault in {folder} is full of made-up people. Never put a real one into it.")
    say(said.format(folder=options.vault))
    return 0
