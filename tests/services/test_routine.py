"""A step of the unit's own routine in a conversation: asked, kept, and refused while something is wrong."""

from pathlib import Path

import pytest

from screening_app.domain.ids import StepId
from screening_app.domain.person import CaseKind
from screening_app.questionnaire.library import FileFormLibrary
from screening_app.services.begin import begin_with_new, pathways_allowed
from screening_app.services.conversation import resume_conversation
from screening_app.services.errors import FormChanged, FormFailsCheck
from screening_app.services.forms_in_use import pathway_in_use
from screening_app.services.people import NewPerson
from screening_app.services.session import Session
from tests.helpers import fakes
from tests.questionnaire.examples import broken
from tests.questionnaire.test_routine import ADDED, folders

NAME = "pathway-small"
EVENING = StepId("evening")


def desk(ships: Path, own: Path, records: fakes.FakeRecords | None = None) -> Session:
    """Return the session of a unit with forms of its own."""
    return fakes.session(FileFormLibrary(ships, own), records=records)


def test_the_pathway_with_the_step_may_be_used(tmp_path: Path) -> None:
    pathway, _ = pathway_in_use(desk(*folders(tmp_path)), NAME)

    assert EVENING in pathway.forms_by_step


def test_a_routine_with_a_mistake_lets_no_conversation_begin_and_says_why(tmp_path: Path) -> None:
    session = desk(*folders(tmp_path, broken(ADDED, 'after: "paper"', 'after: "leaf"')))

    with pytest.raises(FormFailsCheck) as refused:
        pathway_in_use(session, NAME)

    assert "routine.yaml" in refused.value.describe()
    assert "added-after-nothing" in refused.value.describe()
    assert pathways_allowed(session)[0].refusal == refused.value.describe()


def test_a_routine_that_was_changed_since_it_was_read_is_not_used(tmp_path: Path) -> None:
    ships, own = folders(tmp_path)
    session = desk(ships, own)
    pathway_in_use(session, NAME)
    (own / "routine.yaml").write_text(ADDED + "# more\n", encoding="utf-8")

    with pytest.raises(FormChanged):
        pathway_in_use(session, NAME)


def test_a_units_form_that_was_changed_after_its_release_is_asked_of_nobody(tmp_path: Path) -> None:
    ships, own = folders(tmp_path)
    kept = own / "released" / "own-1.0.0.yaml"
    kept.write_text((own / "own.yaml").read_text("utf-8") + "# as it was released\n", encoding="utf-8")

    with pytest.raises(FormFailsCheck) as refused:
        pathway_in_use(desk(ships, own), NAME)

    assert "changed-after-release" in refused.value.describe()


def test_a_kept_copy_that_is_damaged_lets_nobody_be_asked(tmp_path: Path) -> None:
    ships, own = folders(tmp_path)
    (own / "released" / "own-1.0.0.yaml").write_bytes(b"\x00\x01 nothing of a form")

    with pytest.raises(FormFailsCheck) as refused:
        pathway_in_use(desk(ships, own), NAME)

    assert "own-1.0.0.yaml" in refused.value.describe()


def test_a_step_with_a_form_that_is_not_there_is_named_with_its_file_and_line(tmp_path: Path) -> None:
    ships, own = folders(tmp_path, broken(ADDED, "unit.example/own|1.0.0", "unit.example/own|9.0.0"))

    with pytest.raises(FormFailsCheck) as refused:
        pathway_in_use(desk(ships, own), NAME)

    assert "routine.yaml:9" in refused.value.describe()
    assert "unknown-form" in refused.value.describe()


def test_a_conversation_that_was_begun_keeps_its_steps_when_the_routine_is_gone(tmp_path: Path) -> None:
    ships, own = folders(tmp_path)
    session = desk(ships, own)
    begun = begin_with_new(
        session, NewPerson(kind=CaseKind.PSEUDONYM), session.forms.find_pathway(NAME).canonical
    )
    assert isinstance(session.records, fakes.FakeRecords)
    (own / "routine.yaml").unlink()

    again = resume_conversation(desk(ships, own, session.records), begun.screening.id)

    assert EVENING in again.pathway.forms_by_step
