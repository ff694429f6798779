"""A form or pathway that fails the check cannot be used for a person (FORMS 4)."""

import shutil
from pathlib import Path

import pytest

from screening_app.domain.ids import StepId
from screening_app.domain.person import CaseKind
from screening_app.questionnaire.library import FileFormLibrary
from screening_app.services.conversation import start_conversation
from screening_app.services.conversation_state import Conversation
from screening_app.services.errors import FormChanged, FormFailsCheck
from screening_app.services.people import NewPerson, register_person
from screening_app.services.session import Session
from screening_app.settings import shipped_folder
from tests.helpers import fakes
from tests.questionnaire.examples import broken
from tests.services.conftest import say

ENQUIRY = "core/routine-enquiry.yaml"
PATHWAY = "se/pathway-health.yaml"


@pytest.fixture
def forms(tmp_path: Path) -> Path:
    """Return a copy of the forms that ship."""
    return Path(shutil.copytree(shipped_folder("forms"), tmp_path / "forms"))


def change(forms: Path, name: str, old: str, new: str) -> None:
    """Change one thing in a file."""
    text = (forms / name).read_text(encoding="utf-8")
    (forms / name).write_text(broken(text, old, new), encoding="utf-8")


def begin(forms: Path) -> tuple[Session, Conversation]:
    """Begin a conversation with these forms."""
    desk = fakes.session(FileFormLibrary(forms))
    person = register_person(desk, NewPerson(kind=CaseKind.PSEUDONYM))
    return desk, start_conversation(desk, person.id, "pathway-health")


def test_a_pathway_that_passes_may_be_used(forms: Path) -> None:
    _desk, conversation = begin(forms)

    assert conversation.state.steps


def test_a_form_with_a_finding_stops_the_pathway_that_asks_it(forms: Path) -> None:
    change(forms, ENQUIRY, 'wording: "own"', 'wording: "adapted"')

    with pytest.raises(FormFailsCheck) as caught:
        begin(forms)

    assert "provenance-incomplete" in caught.value.describe()
    assert "routine-enquiry.yaml" in caught.value.describe()
    assert caught.value.exit_status == 1


def test_a_vignette_that_comes_out_otherwise_stops_the_pathway(forms: Path) -> None:
    cases = forms / "core/routine-enquiry.vignettes.yaml"
    text = cases.read_text(encoding="utf-8")
    cases.write_text(text.replace('"yes"', '"no"'), encoding="utf-8")

    with pytest.raises(FormFailsCheck) as caught:
        begin(forms)

    assert "vignettes.yaml" in caught.value.describe()


def test_a_form_beside_the_pathway_may_be_as_it_is(forms: Path) -> None:
    (forms / "core" / "unused.yaml").write_text("url: [\n", encoding="utf-8")

    begin(forms)


def test_a_finding_stops_a_step_that_is_not_begun(forms: Path) -> None:
    desk, conversation = begin(forms)
    change(forms, "core/prepare.yaml", '"own"', '"adapted"')
    before = desk.records

    with pytest.raises(FormFailsCheck):
        say(desk, conversation, "w1-prepare", {"reason": "routine"})

    assert isinstance(before, fakes.FakeRecords)
    assert not before.tables.responses


def test_a_begun_step_goes_on_with_the_form_it_was_begun_with(forms: Path) -> None:
    desk, conversation = begin(forms)
    conversation = say(desk, conversation, "w1-prepare", {"reason": "routine"})
    (forms / "core/prepare.yaml").write_text("url: [\n", encoding="utf-8")

    conversation = say(desk, conversation, "w1-prepare", {"case-kind": "pseudonym"})

    assert len(conversation.records[StepId("w1-prepare")].answers.given) >= 2


def test_a_form_that_changes_under_the_application_is_not_used(forms: Path) -> None:
    desk, conversation = begin(forms)
    prepare = forms / "core/prepare.yaml"
    prepare.write_text(prepare.read_text(encoding="utf-8") + "# later\n", encoding="utf-8")

    with pytest.raises(FormChanged):
        say(desk, conversation, "w1-prepare", {"reason": "routine"})


def test_a_pathway_that_lacks_a_form_is_refused(forms: Path) -> None:
    change(forms, PATHWAY, "core/children|1.0.0", "core/kids|1.0.0")

    with pytest.raises(FormFailsCheck) as caught:
        begin(forms)

    assert "kids" in caught.value.describe()
