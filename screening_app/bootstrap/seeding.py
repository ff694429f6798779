"""A new vault full of made-up people; a vault that is there is never touched."""

from pathlib import Path

from screening_app.bootstrap import NewVault, make_vault, open_session
from screening_app.domain.access import Regime, Role
from screening_app.i18n import gettext
from screening_app.services.script_file import read_script
from screening_app.services.seeding import Progress, SeedPlan, mark_made_up, seed_vault
from screening_app.settings import shipped_folder
from screening_app.vault.keys import KdfCost

_PATHWAY = "pathway-health"
_OFTEN = {"no": 85, "not-asked": 10, "yes": 5}
"""Scripts, and how many of a hundred conversations go so."""


def make_seeded_vault(
    folder: Path,
    login: str,
    passphrase: str,
    plan: SeedPlan,
    *,
    progress: Progress | None = None,
    kdf: KdfCost | None = None,
) -> None:
    """Make a vault whose unit says that everything in it is made up, and fill it.

    Args:
        login: Of its one user, a member of staff.
        kdf: For tests only: what a passphrase costs.

    Raises:
        VaultExists: If there is a vault, or a part of one; it is left as it is.
        As ``make_vault``.
    """
    # Translators: name of the unit of a vault full of made-up people; sv "Övning – allt är påhittat".
    name = gettext("Practice – everything is made up")
    new = NewVault(
        country="se",
        authority=name,
        unit=name,
        phone="0",
        regime=Regime.HSL_PUBLIC,
        login=login,
        name=name,
        role=Role.STAFF,
    )
    make_vault(folder, new, passphrase, kdf=kdf)
    scripts = shipped_folder("resources") / "demo"
    held = {name: (read_script(scripts / f"{name}.answers.yaml"), often) for name, often in _OFTEN.items()}
    with open_session(folder, login, passphrase) as session:
        mark_made_up(session, plan)
        seed_vault(session, plan, held, pathway=_PATHWAY, progress=progress)
