"""From the accepted passphrase to a session, and from a click to a person's file."""

from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from tempfile import TemporaryDirectory

from screening_app.bootstrap import open_session, unlock
from screening_app.domain.ids import PersonId
from screening_app.domain.records import Screening
from screening_app.services.closing import close_conversation
from screening_app.services.conversation import make_change, start_conversation
from screening_app.services.errors import ChangeRefused
from screening_app.services.follow_ups import follow_ups_of
from screening_app.services.happenings import happenings_of
from screening_app.services.person_file import open_file
from screening_app.services.script import run_script
from screening_app.services.script_file import read_script
from screening_app.services.session import Session
from tests.benchmarks.figures import Figure, Scale, watch
from tests.e2e.desk import DEMO, LOGIN, PASSPHRASE, make_desk

_PATHWAY = "pathway-health"


def measure(scale: Scale) -> Iterator[Figure]:
    """Give a row for the unlock and one for the file."""
    runs = scale.times(50, 2)
    with TemporaryDirectory() as folder:
        vault = make_desk(Path(folder)).vault
        with open_session(vault, LOGIN, PASSPHRASE) as session:
            person = _person_with(session, runs)
        opened = watch()
        for _time in range(scale.times(30)):
            with opened.running():
                unlocked = unlock(vault, LOGIN, PASSPHRASE)
            unlocked.close()
        yield Figure(
            what="passphrase accepted to session (key derivation made cheap)",
            ours=opened.side(),
            note="the window's part is a row of its own",
        )
        file = watch()
        with open_session(vault, LOGIN, PASSPHRASE) as session:
            for _time in range(scale.times(100)):
                with file.running():
                    shown = open_file(session, person)
                    happenings_of(session, person)
                    follow_ups_of(session, person)
                if len(shown.runs) != runs:
                    raise AssertionError
        yield Figure(what=f"opening a person with {runs} screenings", ours=file.side(), budget=100)


def _person_with(session: Session, runs: int) -> PersonId:
    """Hold the same long conversation that often with one person."""
    script = read_script(DEMO / "yes.answers.yaml")
    first = run_script(session, _PATHWAY, script, source="yes")
    for _again in range(runs - 1):
        _repeat(session, first.conversation.screening)
    return first.person.id


def _repeat(session: Session, held: Screening) -> None:
    access = session.access
    with session.records.read() as uow:
        steps = {response.id: response.step for response in uow.screenings.responses(held.id, access=access)}
        history = uow.screenings.history(held.id, access=access)
    conversation = start_conversation(session, held.person, _PATHWAY, age=held.age)
    for event in history:
        # Initial values come by themselves, with the instance that they stand in.
        if event.change is not None:
            with suppress(ChangeRefused):
                conversation = make_change(session, conversation, steps[event.response_id], event.change)
    close_conversation(session, conversation)
