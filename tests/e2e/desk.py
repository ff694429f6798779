"""A real vault and the real command, for tests of the whole way."""

import os
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

from screening_app.bootstrap import NewVault, make_vault
from screening_app.domain.access import Regime, Role
from screening_app.vault.keys import KdfCost
from tests.helpers.surroundings import CHECKOUT

CHEAP = KdfCost(memory=64, time=1, parallelism=1)
LOGIN = "anna"
PASSPHRASE = "sju gröna krokodiler äter pizza"
RECIPIENT = "Socialtjänsten i Exempelkommun"
DEMO = CHECKOUT / "resources" / "demo"


@dataclass(frozen=True, slots=True)
class Said:
    """How a command went."""

    status: int
    out: str
    err: str

    @property
    def is_one_sentence(self) -> bool:
        """Tell whether it failed with one line and no traceback."""
        lines = self.err.strip().splitlines()
        return self.status != 0 and len(lines) == 1 and "Traceback" not in self.err


@dataclass(frozen=True, slots=True)
class Desk:
    """A vault in a folder, with its passphrase in a file beside it."""

    folder: Path

    @property
    def vault(self) -> Path:
        """Return the vault's folder."""
        return self.folder / "vault"

    @property
    def key(self) -> Path:
        """Return the file that holds the passphrase."""
        return self.folder / "key"

    def run(self, *words: str, prefix: tuple[str, ...] = ()) -> Said:
        """Run ``screening-app`` on this vault in a process of its own.

        Args:
            prefix: A command to run it under, such as strace.
        """
        command = [*prefix, sys.executable, "-m", "screening_app", *words]
        options = ["--vault", str(self.vault), "--user", LOGIN, "--passphrase-file", str(self.key)]
        done = subprocess.run(
            [*command, *options, "--lang", "en"],
            cwd=CHECKOUT,
            env=os.environ | {"PYTHONDONTWRITEBYTECODE": "1"},
            capture_output=True,
            text=True,
            check=False,
            timeout=120,
        )
        return Said(done.returncode, done.stdout, done.stderr)


def make_desk(
    folder: Path, *, regime: Regime = Regime.HSL_PUBLIC, country: str = "se", role: Role = Role.STAFF
) -> Desk:
    """Make a vault whose passphrase costs little to derive."""
    desk = Desk(folder)
    folder.mkdir(parents=True, exist_ok=True)
    desk.key.write_text(PASSPHRASE + "\n", encoding="utf-8")
    new = NewVault(
        country=country,
        authority="Region Exempel",
        unit="Barnmorskemottagningen Norr",
        phone="010-555 01 00",
        regime=regime,
        login=LOGIN,
        name="Anna Exempelsson",
        role=role,
    )
    make_vault(desk.vault, new, PASSPHRASE, kdf=CHEAP)
    return desk
