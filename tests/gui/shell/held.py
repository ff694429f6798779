"""A conversation that was held, closed and truly signed, on a vault in memory."""

from dataclasses import replace

from screening_app.domain.ids import ScreeningId, UserId
from screening_app.questionnaire.library import FileFormLibrary
from screening_app.services.script import Script, run_script
from screening_app.services.script_file import read_script
from screening_app.services.session import Session
from screening_app.settings import shipped_folder
from screening_app.vault.keys import Ed25519Signer
from tests.gui.conversation.test_presenter import FullDisk
from tests.helpers import fakes

DEMO = shipped_folder("resources") / "demo"
OPEN = "Hälsa och livssituation enligt enhetens rutin."
TOLD = "Jag såg bara hans hand."


def held(
    library: FileFormLibrary, name: str = "yes", script: Script | None = None
) -> tuple[Session, ScreeningId]:
    """Return a desk with a conversation that was held, closed and truly signed.

    Args:
        name: Of the demo's conversation.
        script: Another one instead.
    """
    signer = Ed25519Signer(UserId("anna"), bytes(range(32)))
    anna = replace(fakes.user(), public_key=signer.public_key)
    records = FullDisk(fakes.unit(), [anna])
    desk = replace(fakes.session(library, records=records, as_user=anna), signer=signer)
    run = run_script(
        desk, "pathway-health", script or read_script(DEMO / f"{name}.answers.yaml"), source=name
    )
    return desk, run.conversation.screening.id
