"""Somebody without a passphrase gets in with two sheets: in the real process, a new one at the end."""

from screening_app.bootstrap.keys import make_recovery_sheets
from tests.e2e.desk import LOGIN, PASSPHRASE, Desk
from tests.gui.process.running import Facts, Running, running

NEW = "nio blå elefanter dricker saft"


def names(state: Facts) -> list[str]:
    """Return what a screen reader could say of the window."""
    told = state["tree"]
    assert isinstance(told, list)
    return told


def recover(application: Running, sheets: tuple[str, ...]) -> None:
    """Go from the lock screen through both sheets to a passphrase of one's own."""
    for button in ("no-way-in", "use-sheets"):
        application.order("press", name=button)
        application.wait("pressed")
    for words, then in zip(sheets, ("word-2-1", "forward"), strict=True):
        application.order("type", words=words)
        assert application.wait("typed")["focus"] == then
    application.order("press", name="forward")
    application.wait("pressed")
    while "Name" not in names(application.state()):
        pass
    fields = {"name": "Cecilia Ek", "login": "cecilia", "passphrase": NEW, "passphrase-again": NEW}
    for name, text in fields.items():
        application.order("fill", name=name, text=text)
        application.wait("typed")
    application.order("press", name="forward")
    application.wait("started")


def test_two_sheets_lead_from_the_lock_screen_to_a_key_of_ones_own(desk: Desk) -> None:
    sheets = make_recovery_sheets(desk.vault, LOGIN, PASSPHRASE)
    with running(desk.vault) as application:
        recover(application, sheets[:2])
        state = application.state()
        assert state["page"] == "lock-screen"

        application.unlock("cecilia", NEW)

        assert application.told[0]["pid"] == application.pid
    assert desk.run("vault", "verify").status == 0


def test_the_way_back_from_the_sheets_leads_to_a_lock_screen_that_works(desk: Desk) -> None:
    with running(desk.vault) as application:
        for button in ("no-way-in", "use-sheets", "back"):
            application.order("press", name=button)
            application.wait("pressed")

        application.unlock()
