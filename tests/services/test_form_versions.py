"""A response opens with its own form for ever, whatever happens to the files (DESIGN 5)."""

import shutil
from dataclasses import replace
from pathlib import Path

import pytest

from screening_app.domain.ids import LinkId, StepId
from screening_app.domain.person import CaseKind
from screening_app.questionnaire.library import FileFormLibrary
from screening_app.services.conversation import resume_conversation, start_conversation
from screening_app.services.conversation_state import Conversation
from screening_app.services.errors import BrokenForm, BrokenResponse
from screening_app.services.people import NewPerson, register_person
from screening_app.services.session import Session
from screening_app.settings import shipped_folder
from tests.helpers import fakes
from tests.services.conftest import say

PREPARE = StepId("w1-prepare")


@pytest.fixture
def forms(tmp_path: Path) -> Path:
    """Return a copy of the forms that ship."""
    return Path(shutil.copytree(shipped_folder("forms"), tmp_path / "forms"))


def begun(forms: Path) -> tuple[Session, Conversation]:
    """Begin a conversation and answer the first question."""
    desk = fakes.session(FileFormLibrary(forms))
    person = register_person(desk, NewPerson(kind=CaseKind.PSEUDONYM))
    conversation = start_conversation(desk, person.id, "pathway-health")
    return desk, say(desk, conversation, PREPARE, {"reason": "routine"})


def later(desk: Session, forms: Path) -> Session:
    """Return the same vault with the forms as they are on the disk now."""
    return replace(desk, forms=FileFormLibrary(forms))


@pytest.mark.parametrize("file", ["core/prepare.yaml", "se/pathway-health.yaml"])
@pytest.mark.parametrize("how", ["changed", "gone", "damaged"])
def test_a_draft_opens_as_it_was_asked(forms: Path, file: str, how: str) -> None:
    desk, conversation = begun(forms)
    path = forms / file
    if how == "gone":
        path.unlink()
    elif how == "damaged":
        path.write_bytes(path.read_bytes()[:200] + b"\xff: [\n")
    else:
        path.write_text(path.read_text(encoding="utf-8").replace("sv: ", 'sv: "NY " #'), encoding="utf-8")

    again = resume_conversation(later(desk, forms), conversation.screening.id)

    assert again.pathway.pathway.source_text == conversation.pathway.pathway.source_text
    before, after = conversation.records[PREPARE], again.records[PREPARE]
    assert after.evaluation.form.questionnaire == before.evaluation.form.questionnaire
    assert after.answers == before.answers


def test_a_changed_text_on_the_disk_is_not_shown_in_an_old_draft(forms: Path) -> None:
    desk, conversation = begun(forms)
    path = forms / "core/prepare.yaml"
    item = conversation.records[PREPARE].evaluation.form.items[LinkId("reason")]
    text = (item.text or {})["sv"]
    path.write_text(path.read_text(encoding="utf-8").replace(text, "Något annat"), encoding="utf-8")
    desk = later(desk, forms)

    again = resume_conversation(desk, conversation.screening.id)

    shown = again.records[PREPARE].evaluation.form.items[LinkId("reason")].text
    assert shown == item.text
    fresh = desk.forms.questionnaire(again.records[PREPARE].evaluation.form.canonical)
    assert "Något annat" in fresh.source_text


def test_a_stored_form_that_is_not_what_was_stored_is_damaged_data(forms: Path) -> None:
    desk, conversation = begun(forms)
    records = desk.records
    assert isinstance(records, fakes.FakeRecords)
    (forms / "core/prepare.yaml").unlink()
    for digest, stored in records.tables.forms.items():
        if stored.kind == "questionnaire":
            records.tables.forms[digest] = replace(stored, text=stored.text.replace("Nej", "Ja"))

    with pytest.raises(BrokenForm) as caught:
        resume_conversation(later(desk, forms), conversation.screening.id)

    assert caught.value.exit_status == 3
    assert "prepare" in caught.value.describe()


def test_a_stored_form_that_cannot_be_read_is_damaged_data(forms: Path) -> None:
    desk, conversation = begun(forms)
    records = desk.records
    assert isinstance(records, fakes.FakeRecords)
    (forms / "se/pathway-health.yaml").unlink()
    digest = conversation.screening.pathway_sha256
    records.tables.forms[digest] = replace(records.tables.forms[digest], text="url: [")

    with pytest.raises(BrokenForm) as caught:
        resume_conversation(later(desk, forms), conversation.screening.id)

    assert caught.value.exit_status == 3


def test_a_stored_form_that_is_missing_is_damaged_data(forms: Path) -> None:
    desk, conversation = begun(forms)
    records = desk.records
    assert isinstance(records, fakes.FakeRecords)
    records.tables.forms.clear()

    with pytest.raises(BrokenResponse) as caught:
        resume_conversation(desk, conversation.screening.id)

    assert caught.value.exit_status == 3
