"""What every deed's vault starts from, and how it is held that nothing of it is lost."""

import json
from collections.abc import Callable
from pathlib import Path

from screening_app.bootstrap import open_session, open_vault_for
from screening_app.bootstrap.inspection import report_of
from screening_app.services.script import run_script
from screening_app.services.script_file import read_script
from screening_app.vault.errors import UserDisabled, WrongPassphrase
from tests.e2e.desk import DEMO, LOGIN, PASSPHRASE, make_desk

VAULT, BACKUP, PAPER, BACK = "vault", "copy.samtalsstod", "paper", "back"

Say = Callable[[], None]
"""Called each time that something is promised."""


def told(place: Path, *, close: bool = True) -> None:
    """Make a vault with one whole conversation in it."""
    desk = make_desk(place)
    script = read_script(DEMO / "yes.answers.yaml").model_copy(update={"close": close})
    with open_session(desk.vault, LOGIN, PASSPHRASE) as session:
        run = run_script(session, "pathway-health", script, source="yes")
    (place / "screening").write_text(run.conversation.screening.id)
    (place / "rows").write_text(json.dumps(rows(place / VAULT)))


def rows(vault: Path, login: str = LOGIN, passphrase: str = PASSPHRASE) -> dict[str, int]:
    """Open a vault as the next unlock would, hold that all of it is sound, and count its rows."""
    with open_vault_for(vault, login, passphrase, write=True) as opened:
        report = report_of(opened)
    if report.faults:
        raise AssertionError(report.faults)
    return dict(report.rows)


def keeps_all(place: Path, vault: str = VAULT, *, login: str = LOGIN, passphrase: str = PASSPHRASE) -> None:
    """Hold that a vault opens, is sound, and lacks no row; twice, for what the first opening tidies."""
    before = json.loads((place / "rows").read_text())
    for _time in range(2):
        now = rows(place / vault, login, passphrase)
        lost = {table: count for table, count in before.items() if now.get(table, 0) < count}
        if lost:
            raise AssertionError(lost)


def opens(vault: Path, login: str, passphrase: str) -> bool:
    """Tell whether that passphrase opens a vault; it does not for a user who is shut out."""
    try:
        rows(vault, login, passphrase)
    except (WrongPassphrase, UserDisabled):
        return False
    return True
