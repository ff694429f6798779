"""The presenter of the text for the journal (W-12)."""

import json
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from typing import TypeVar

import pytest

from screening_app.bootstrap import check_signature
from screening_app.domain.answers import Answer
from screening_app.domain.audit import AuditAction
from screening_app.domain.ids import Canonical, ScreeningId
from screening_app.gui.presenters.journal import JournalModel, JournalPresenter, journal_model
from screening_app.questionnaire.library import FileFormLibrary
from screening_app.services.journal import Part, journal_text
from screening_app.services.script import run_script
from screening_app.services.script_file import read_script
from screening_app.services.session import Session
from tests.gui.conversation.test_presenter import FullDisk
from tests.gui.shell.desk import at_once, tables
from tests.gui.shell.held import DEMO, OPEN, TOLD, held
from tests.helpers import fakes

T = TypeVar("T")


@dataclass
class Seen:
    """A view, and a clipboard, that remember."""

    models: list[JournalModel] = field(default_factory=list)
    copied: list[tuple[str, str]] = field(default_factory=list)
    problems: list[str] = field(default_factory=list)
    lent: list[str] = field(default_factory=list)

    def show_model(self, model: JournalModel) -> None:
        self.models.append(model)

    def show_copied(self, part: Part, said: str) -> None:
        self.copied.append((part, said))

    def show_problem(self, text: str) -> None:
        self.problems.append(text)


def presenter(seen: Seen, desk: Session, screening: ScreeningId) -> JournalPresenter:
    """Return a presenter that has shown its text."""
    made = JournalPresenter(
        seen, desk, screening, check=check_signature, beside=at_once, lend=seen.lent.append
    )
    made.show()
    return made


def test_the_open_part_comes_first_and_the_case_is_named_by_number(library: FileFormLibrary) -> None:
    desk, screening = held(library)
    seen = Seen()

    presenter(seen, desk, screening)

    (model,) = seen.models
    assert [part.part for part in model.parts] == ["open", "protected"]
    assert model.parts[0].paragraphs == (OPEN,)
    assert next(iter(tables(desk).persons.values())).case_number in model.lead
    assert "Testperson" not in repr(model)


def test_a_part_is_lent_once_its_copying_is_on_record(library: FileFormLibrary) -> None:
    desk, screening = held(library)
    seen = Seen()
    made = presenter(seen, desk, screening)

    made.copy("protected")
    made.copy("open")

    assert TOLD in seen.lent[0]
    assert seen.lent[1] == OPEN
    assert [part for part, _said in seen.copied] == ["protected", "open"]
    assert "30 seconds" in seen.copied[0][1]
    bodies = [
        json.loads(one.body or "") for one in tables(desk).audit if one.action is AuditAction.TEXT_COPIED
    ]
    assert [body["part"] for body in bodies] == ["protected", "open"]


def test_what_cannot_be_put_on_record_is_not_lent(library: FileFormLibrary) -> None:
    desk, screening = held(library)
    seen = Seen()
    made = presenter(seen, desk, screening)
    assert isinstance(desk.records, FullDisk)
    desk.records.full = True

    made.copy("protected")

    assert seen.lent == []
    assert seen.copied == []
    assert len(seen.problems) == 1


def test_without_a_text_nothing_is_copied_and_the_reason_is_said(library: FileFormLibrary) -> None:
    desk = fakes.session(library)
    script = read_script(DEMO / "no.answers.yaml").model_copy(update={"close": False})
    run = run_script(desk, "pathway-health", script, source="open")
    seen = Seen()

    made = presenter(seen, desk, run.conversation.screening.id)
    made.copy("open")

    assert seen.models == []
    assert seen.lent == []
    assert len(seen.problems) == 1


def test_an_error_that_nobody_expected_is_not_swallowed(library: FileFormLibrary) -> None:
    desk, screening = held(library)

    def falls(
        work: Callable[[], T], success: Callable[[T], None], failure: Callable[[Exception], None]
    ) -> None:
        del work, success
        failure(ZeroDivisionError())

    seen = Seen()
    made = JournalPresenter(seen, desk, screening, check=check_signature, beside=falls, lend=seen.lent.append)
    with pytest.raises(ZeroDivisionError):
        made.show()


def test_staff_are_told_who_else_may_read_and_what_is_not_there(library: FileFormLibrary) -> None:
    desk, screening = held(library)
    text = journal_text(desk, screening, check=check_signature)
    form = library.questionnaire(Canonical("https://samtalsstod.example/core/inform|1.0.0"))
    seen_by = next(item for item, _around in form.walk() if item.link_id == "record-seen-by")
    known = replace(text, seen_by=(seen_by, Answer(values=("yes",))), withheld=(seen_by,))
    pack = library.packs("se").documents.journal_text

    opened, protected = journal_model(known, pack).parts

    assert any("Others see records, phone, post" in hint and hint.endswith("Yes") for hint in opened.hints)
    assert any(hint.startswith("Left out") and "Others see records" in hint for hint in protected.hints)
    assert any("ways of contact" in hint for hint in protected.hints)
