"""A seeded vault is new, says that it is made up, and passes every check; a real one is never touched."""

from collections import Counter
from pathlib import Path

import pytest

from screening_app.bootstrap import Credential, check_signature, open_session
from screening_app.bootstrap.inspection import check_vault
from screening_app.bootstrap.seeding import make_seeded_vault
from screening_app.domain.person import PersonField, SearchQuery
from screening_app.services.conversation import resume_conversation
from screening_app.services.integrity import is_intact
from screening_app.services.people import search_persons
from screening_app.services.seeding import SeedPlan, is_made_up, seed_vault
from screening_app.vault.errors import VaultExists
from tests.e2e.desk import CHEAP, LOGIN, PASSPHRASE, make_desk
from tests.vault.making import files

PLAN = SeedPlan(people=30, conversations=60, seed=3)
HELD = 3


@pytest.fixture(scope="module")
def seeded(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, list[tuple[int, int]]]:
    """Return a seeded vault, and what was told of its making."""
    folder, told = tmp_path_factory.mktemp("seeded") / "vault", list[tuple[int, int]]()
    make_seeded_vault(
        folder, LOGIN, PASSPHRASE, PLAN, progress=lambda done, of: told.append((done, of)), kdf=CHEAP
    )
    return folder, told


def test_every_check_of_a_seeded_vault_holds(seeded: tuple[Path, list[tuple[int, int]]]) -> None:
    report = check_vault(seeded[0], LOGIN, PASSPHRASE)

    assert not report.faults
    assert report.rows["screening"] == PLAN.conversations + HELD
    assert report.rows["person"] == PLAN.people + HELD


def test_every_conversation_is_signed_and_can_be_opened(seeded: tuple[Path, list[tuple[int, int]]]) -> None:
    with open_session(seeded[0], LOGIN, PASSPHRASE) as session:
        asked = [SearchQuery(field=PersonField.NAME, text=letter) for letter in "abehijklmnosåäö"]
        everybody = {each.id: each for query in asked for each in search_persons(session, query)}.values()
        with session.records.read() as uow:
            found = [
                run
                for person in everybody
                for run in uow.screenings.of_person(person.id, access=session.access)
            ]
            assert len(found) >= PLAN.conversations // 4
            for run in found:
                for response in uow.screenings.responses(run.id, access=session.access):
                    events = uow.screenings.events(response.id, access=session.access)
                    assert is_intact(response, events, session.user.public_keys, check_signature)
        outcomes = Counter(run.outcome for run in found)
        opened = resume_conversation(session, found[0].id)
    assert opened.screening == found[0]
    assert None not in outcomes
    assert all(run.started_at < run.closed_at for run in found if run.closed_at)


def test_it_says_that_it_is_made_up(seeded: tuple[Path, list[tuple[int, int]]]) -> None:
    with open_session(seeded[0], LOGIN, PASSPHRASE) as session:
        assert is_made_up(session)
        assert "påhittat" in session.unit.name or "made up" in session.unit.name


def test_its_making_is_told_to_the_end(seeded: tuple[Path, list[tuple[int, int]]]) -> None:
    assert seeded[1][-1] == (PLAN.people + PLAN.conversations, PLAN.people + PLAN.conversations)
    assert seeded[1] == sorted(seeded[1])


def test_a_vault_that_is_there_is_left_as_it_is(tmp_path: Path) -> None:
    desk = make_desk(tmp_path / "desk")
    before = files(desk.vault)

    with pytest.raises(VaultExists):
        make_seeded_vault(desk.vault, LOGIN, PASSPHRASE, PLAN, kdf=CHEAP)

    assert files(desk.vault) == before


def test_no_vault_is_filled_that_was_not_marked_first(tmp_path: Path) -> None:
    desk = make_desk(tmp_path / "desk")
    with open_session(desk.vault, LOGIN, Credential(PASSPHRASE)) as session:
        assert not is_made_up(session)
        with pytest.raises(ValueError, match="not a vault to fill"):
            seed_vault(session, PLAN, {}, pathway="pathway-health")
