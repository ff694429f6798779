"""``python -m tests.vault.released.make VERSION``: writes a vault of made-up people as this version does.

Run once, when a version is released, and never again for that version: what matters is that its bytes came
from its own code. The records stand in the backup, which holds them as they are in the vault; beside it stand
the other files of the vault, the recovery sheets and what the vault holds.
"""

import json
import os
import shutil
import sys
from dataclasses import replace
from pathlib import Path
from tempfile import TemporaryDirectory

from screening_app.bootstrap import check_signature, open_session, open_vault_for, referral_renderer
from screening_app.bootstrap.backups import back_up_vault
from screening_app.bootstrap.inspection import report_of
from screening_app.domain.access import Role
from screening_app.domain.ids import ScreeningId, UserId
from screening_app.services.referral import Order, make_referral
from screening_app.services.script import run_script
from screening_app.services.script_file import read_script
from screening_app.vault.recovery import make_sheets
from tests.e2e.desk import CHEAP, DEMO, LOGIN, PASSPHRASE, RECIPIENT, make_desk
from tests.vault.making import ENTROPY, OTHER_PASSPHRASE

RELEASED = Path(__file__).parent
BACKUP, FACTS = "copy.samtalsstod", "facts.json"
BESIDE = ("vault.json", "vault.json.copy", "door.log")


def make(version: str) -> Path:
    """Write everything of a version; return its folder."""
    folder = RELEASED / version
    folder.mkdir()
    with TemporaryDirectory() as scratch:
        _make(make_desk(Path(scratch), role=Role.STAFF).vault, folder)
    return folder


def _make(vault: Path, folder: Path) -> None:
    screening = _tell(vault)
    with open_vault_for(vault, LOGIN, PASSPHRASE, write=True) as opened:
        other = replace(opened.user, id=UserId(ENTROPY.new_id()), login="berit", name="Berit Exempel")
        opened.add_user(other, OTHER_PASSPHRASE, seed=os.urandom(32), kdf=CHEAP)
        sheets = make_sheets(opened)
        rows = dict(report_of(opened).rows)
    facts = {"screening": screening, "rows": rows, "sheets": sheets, "head": _head(vault)}
    (folder / FACTS).write_text(json.dumps(facts, indent=1) + "\n", encoding="utf-8")
    back_up_vault(vault, LOGIN, PASSPHRASE, folder / BACKUP)
    for name in BESIDE:
        shutil.copyfile(vault / name, folder / name)


def _tell(vault: Path) -> ScreeningId:
    """Hold a conversation and make a document from it; return the conversation's id."""
    with open_session(vault, LOGIN, PASSPHRASE) as session:
        run = run_script(session, "pathway-health", read_script(DEMO / "yes.answers.yaml"), source="yes")
        order = Order(screening=run.conversation.screening.id, recipient=RECIPIENT, basis="CONSENT")
        make_referral(session, order, render=referral_renderer(), check=check_signature)
    return run.conversation.screening.id


def _head(vault: Path) -> str:
    """Return the control line of the last event."""
    with open_session(vault, LOGIN, PASSPHRASE, write=False) as session, session.records.read() as uow:
        point = uow.audit.head()
    return f"{point.seq} · {point.mac.hex()[:16]}"


if __name__ == "__main__":
    print(make(sys.argv[1]))
