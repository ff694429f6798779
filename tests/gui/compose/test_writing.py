"""What staff leave out of a paper and write on it themselves, from the page that composes it."""

import json
from pathlib import Path

import pytest

from screening_app.domain.audit import AuditAction
from screening_app.services.referral_order import APPENDIX, CHILD_REPORT, KINDS
from screening_app.services.script import Script
from tests.gui.compose.desk import ComposeDesk, compose_desk
from tests.helpers import fakes
from tests.services.test_referral import changed

LEAKING = "Hon sa att kodordet är tulpan."
WORDS = "w6-children/child-words@1"


def leaking() -> Script:
    """Return a conversation in which a child's words repeat a code word."""
    return changed(("w6-children", "child-words", LEAKING))


@pytest.fixture
def report() -> ComposeDesk:
    """Return a desk at which the report on that child was chosen."""
    desk = compose_desk(leaking())
    desk.presenter.choose_kind(CHILD_REPORT)
    desk.presenter.choose_child(1)
    return desk


def test_a_secret_in_an_answer_names_the_question_and_offers_to_leave_it_out(report: ComposeDesk) -> None:
    assert "Barn A, Has said or shown" in report.view.problem
    assert "tulpan" not in report.view.problem
    assert report.view.leave_out == WORDS
    assert "Hon sa att" not in report.view.papers[-1][0].decode() if report.view.papers else True


def test_a_paper_that_is_stopped_goes_to_no_printer_and_its_reason_stays(
    report: ComposeDesk, tmp_path: Path
) -> None:
    reason = report.view.problem
    report.presenter.tick(0, met=True)

    assert report.view.model.missing == report.view.model.waiting
    assert report.view.model.missing == "The page cannot be shown. See the message."
    report.presenter.print()
    report.presenter.print_on(lambda _pdf, _name: None)
    report.presenter.save_archive_copy(tmp_path)

    assert report.view.asked == 0
    assert report.view.problem == reason
    assert list(tmp_path.iterdir()) == []
    assert AuditAction.DOCUMENT_DECIDED not in report.actions

    report.presenter.leave_out(WORDS)
    assert report.view.model.missing == ""


def test_a_tick_while_the_page_is_being_set_points_at_no_message(report: ComposeDesk) -> None:
    report.later.waits = True
    report.presenter.leave_out(WORDS)
    report.presenter.tick(0, met=True)

    assert report.view.problem == ""
    assert report.view.model.waiting == "The page is being set."
    report.later.finish()


def test_what_was_chosen_and_written_is_unsaved_until_the_document_is_made(report: ComposeDesk) -> None:
    seen = [report.presenter.has_unsaved]

    report.presenter.leave_out(WORDS)
    report.presenter.tick(0, met=True)
    seen.append(report.presenter.has_unsaved)
    report.presenter.print_on(lambda _pdf, _name: None)
    seen.append(report.presenter.has_unsaved)
    report.presenter.write({"what": "Ett blåmärke."})
    report.presenter.choose_kind(KINDS[0])
    seen.append(report.presenter.has_unsaved)

    assert seen == [False, True, False, True]


def test_one_action_leaves_it_out_and_the_paper_is_shown(report: ComposeDesk) -> None:
    before = len(report.view.papers)

    report.presenter.leave_out(report.view.leave_out)

    assert (report.view.problem, report.view.leave_out) == ("", "")
    assert len(report.view.papers) == before + 1
    assert "tulpan" not in report.view.papers[-1][0].decode()
    (row,) = report.view.model.taken_out
    assert (row.address, row.text) == (WORDS, "Children and others concerned: Barn A, Has said or shown")


def test_it_can_be_taken_in_again_and_stops_the_paper_again(report: ComposeDesk) -> None:
    report.presenter.leave_out(WORDS)
    report.presenter.put_back(WORDS)

    assert report.view.model.taken_out == ()
    assert report.view.leave_out == WORDS


def test_what_was_written_in_its_place_goes_when_it_is_taken_in_again(report: ComposeDesk) -> None:
    report.presenter.leave_out(WORDS)
    report.presenter.write({"child-said": "Barnet kunde ordet.", "what": "Ett blåmärke."})

    report.presenter.put_back(WORDS)

    assert report.view.leave_out == WORDS
    assert [row.text for row in report.view.model.writing if row.text] == ["Ett blåmärke."]


def test_what_is_written_in_its_place_stands_on_the_paper(report: ComposeDesk) -> None:
    fields = [row.field for row in report.view.model.writing]
    assert "child-said" not in fields

    report.presenter.leave_out(WORDS)
    assert [row.field for row in report.view.model.writing if row.field not in fields] == ["child-said"]
    report.presenter.write({"child-said": "Barnet kunde ordet. ", "what": "  "})

    assert "Barnet kunde ordet." in report.view.papers[-1][0].decode()
    written = {row.field: row.text for row in report.view.model.writing}
    assert (written["child-said"], written["what"]) == ("Barnet kunde ordet.", "")


def test_a_secret_that_was_typed_names_the_field_and_leaves_nothing_out(report: ComposeDesk) -> None:
    report.presenter.leave_out(WORDS)
    report.presenter.write({"what": "Kodordet är tulpan."})

    assert "What has happened? Concrete events, seen and heard" in report.view.problem
    assert report.view.leave_out == ""


def test_the_decision_says_what_was_left_out_and_where_staff_wrote(report: ComposeDesk) -> None:
    report.presenter.leave_out(WORDS)
    report.presenter.write({"what": "Ett blåmärke."})
    report.presenter.tick(0, met=True)
    report.presenter.print_on(lambda _pdf, _name: None)

    assert isinstance(report.session.records, fakes.FakeRecords)
    events = report.session.records.tables.audit
    (decided,) = [one for one in events if one.action is AuditAction.DOCUMENT_DECIDED]
    body = json.loads(decided.body or "")
    assert (body["left_out"], body["own_words"]) == ([WORDS], ["what"])


def test_another_document_begins_without_them_and_they_are_there_when_it_is_chosen_again(
    report: ComposeDesk,
) -> None:
    report.presenter.leave_out(WORDS)
    report.presenter.write({"what": "Ett blåmärke."})

    report.presenter.choose_kind(KINDS[0])
    assert (report.view.model.taken_out, report.view.model.writing) == ((), ())
    report.presenter.choose_kind(CHILD_REPORT)
    report.presenter.choose_child(1)

    assert [row.address for row in report.view.model.taken_out] == [WORDS]
    assert "Ett blåmärke." in [row.text for row in report.view.model.writing]


def test_the_appendix_opens_with_nothing_chosen_and_says_what_could_be(report: ComposeDesk) -> None:
    report.presenter.choose_kind(APPENDIX)
    report.presenter.choose_child(1)

    model = report.view.model
    assert model.heading == "Appendix S: for the case worker only"
    assert not any(row.chosen for row in model.bases)
    assert not any(row.included for row in model.locations)
    assert model.locations_title == "Given only if you choose it"
    texts = {row.address: (row.text, row.second) for row in model.locations}
    assert texts["record:contact@1"] == ("Phone call", "How we may get in touch")
    assert "070-555" not in repr(model)
    assert "and nobody else" in model.readers


def test_the_appendix_is_shown_with_what_was_chosen_for_the_office_that_was_told(
    report: ComposeDesk,
) -> None:
    report.presenter.choose_kind(APPENDIX)
    report.presenter.choose_child(1)
    report.presenter.choose_basis("CHILD_REPORT")
    report.presenter.include("record:contact@1", included=True)

    assert report.view.problem == ""
    assert report.view.model.recipient == "Socialnämnden i Exempelkommun"
    assert "070-555 01 23" in report.view.papers[-1][0].decode()
    assert report.actions.count("contact-shown") == 1


def test_to_another_office_the_appendix_is_not_even_shown(report: ComposeDesk) -> None:
    report.presenter.choose_kind(APPENDIX)
    report.presenter.choose_child(1)
    report.presenter.choose_basis("CHILD_REPORT")
    before = len(report.view.papers)

    report.presenter.set_typed("Familjerätten", "")

    assert "and to nobody else" in report.view.problem
    assert len(report.view.papers) == before


def test_a_child_picked_while_another_document_is_looked_up_stays_picked(report: ComposeDesk) -> None:
    report.later.waits = True
    report.presenter.choose_kind(APPENDIX)
    report.presenter.choose_child(1)
    before = len(report.view.models)

    report.later.waiting.pop(0)()
    assert len(report.view.models) == before
    report.later.finish()

    assert (report.view.model.kind, report.view.model.child) == (APPENDIX, 1)
