"""What leaves the compose step: decided, recorded, and only then handed over."""

import json
from pathlib import Path

import pytest

from screening_app.domain.audit import AuditAction
from screening_app.domain.errors import ScreeningAppError
from tests.gui.compose.desk import ComposeDesk
from tests.helpers import fakes


class PrinterOnFire(ScreeningAppError):
    """A printer that takes nothing."""

    code = "test/printer"
    user_message = "The printer is on fire."


def refuse(_pdf: bytes, _name: str) -> None:
    raise PrinterOnFire


class Printed:
    """A printer that keeps what it got."""

    def __init__(self) -> None:
        self.jobs: list[tuple[bytes, str]] = []

    def __call__(self, pdf: bytes, name: str) -> None:
        self.jobs.append((pdf, name))


def test_printing_decides_records_and_only_then_hands_over(desk: ComposeDesk) -> None:
    printer = Printed()

    desk.presenter.print_on(printer)

    assert desk.actions[-3:] == [
        AuditAction.DOCUMENT_DECIDED,
        AuditAction.DOCUMENT_RENDERED,
        AuditAction.EXPORTED,
    ]
    ((pdf, name),) = printer.jobs
    assert name == "handling-1"
    assert desk.view.papers[-1] == (pdf, True)
    (said,) = desk.view.done
    assert said.startswith("Sent to the printer: handling-1. Control line ")


def test_nothing_is_handed_over_that_was_not_recorded(desk: ComposeDesk) -> None:
    def printer(_pdf: bytes, _name: str) -> None:
        seen.append(list(desk.actions))

    seen: list[list[str]] = []

    desk.presenter.print_on(printer)

    assert seen[0][-1] == AuditAction.EXPORTED


def test_a_second_print_is_the_same_document(desk: ComposeDesk) -> None:
    printer = Printed()

    desk.presenter.print_on(printer)
    desk.presenter.print_on(printer)

    assert printer.jobs[0] == printer.jobs[1]
    assert desk.actions.count(AuditAction.DOCUMENT_DECIDED) == 1
    assert desk.actions.count(AuditAction.EXPORTED) == 2


def test_after_a_change_another_document_is_decided(desk: ComposeDesk) -> None:
    printer = Printed()
    desk.presenter.print_on(printer)

    desk.presenter.set_language("en")
    desk.presenter.print_on(printer)

    assert [name for _, name in printer.jobs] == ["handling-1", "document-2"]


def test_a_printer_that_refuses_is_told_and_the_decided_document_stays(desk: ComposeDesk) -> None:
    desk.presenter.print_on(refuse)
    assert desk.view.problem == "The printer is on fire."
    assert desk.view.papers[-1][1]

    printer = Printed()
    desk.presenter.print_on(printer)

    assert len(printer.jobs) == 1
    assert desk.actions.count(AuditAction.DOCUMENT_DECIDED) == 1
    assert desk.view.problem == ""


def test_a_print_that_runs_is_not_begun_twice(desk: ComposeDesk) -> None:
    printer = Printed()
    desk.later.waits = True
    desk.presenter.print_on(printer)
    desk.presenter.print_on(printer)

    desk.later.finish()

    assert len(printer.jobs) == 1


def test_nothing_leaves_while_something_is_missing(without_consent: ComposeDesk, tmp_path: Path) -> None:
    printer = Printed()

    without_consent.presenter.print_on(printer)
    without_consent.presenter.save_archive_copy(tmp_path)

    assert printer.jobs == []
    assert list(tmp_path.iterdir()) == []
    assert AuditAction.DOCUMENT_DECIDED not in without_consent.actions


def test_the_archive_copy_is_of_the_document_that_was_printed(desk: ComposeDesk, tmp_path: Path) -> None:
    printer = Printed()
    desk.presenter.print_on(printer)

    desk.presenter.save_archive_copy(tmp_path)

    (file,) = tmp_path.iterdir()
    assert file.name == "handling-1-pdfa.pdf"
    assert printer.jobs[0][0] in file.read_bytes()
    assert desk.actions.count(AuditAction.DOCUMENT_DECIDED) == 1
    assert str(file) in desk.view.done[-1]


def test_each_way_out_is_recorded_with_its_own_digest(desk: ComposeDesk, tmp_path: Path) -> None:
    desk.presenter.print_on(Printed())
    desk.presenter.save_archive_copy(tmp_path)

    assert isinstance(desk.session.records, fakes.FakeRecords)
    events = [event for event in desk.session.records.tables.audit if event.action is AuditAction.EXPORTED]
    bodies = [json.loads(event.body or "") for event in events]
    assert [body["way"] for body in bodies] == ["print", "archive"]
    assert bodies[0]["sha256"] != bodies[1]["sha256"]


def test_an_archive_copy_is_never_written_over(desk: ComposeDesk, tmp_path: Path) -> None:
    desk.presenter.save_archive_copy(tmp_path)
    desk.presenter.save_archive_copy(tmp_path)

    assert "exists already" in desk.view.problem
    assert len(list(tmp_path.iterdir())) == 1


def test_a_mistake_of_ours_is_not_hidden(desk: ComposeDesk) -> None:
    def broken(_pdf: bytes, _name: str) -> None:
        raise RuntimeError

    with pytest.raises(RuntimeError):
        desk.presenter.print_on(broken)


def test_a_folder_that_takes_no_file_has_nothing_decided_for_it(desk: ComposeDesk, tmp_path: Path) -> None:
    (tmp_path / "file").write_bytes(b"")

    desk.presenter.save_archive_copy(tmp_path / "file")

    assert "cannot be written" in desk.view.problem
    assert AuditAction.DOCUMENT_DECIDED not in desk.actions
