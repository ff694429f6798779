"""The compose step offers what is lawful, shows the paper, and lets it leave as it was decided."""

import datetime as dt
from dataclasses import replace

import pytest

from screening_app.domain.audit import AuditAction
from screening_app.domain.person import ProtectionLevel
from screening_app.i18n import use_language
from screening_app.services.consent import NewConsent
from screening_app.settings import catalogs_folder
from tests.gui.compose.desk import RECIPIENT, ComposeDesk, closed_script, compose_desk
from tests.helpers import fakes

OTHER = "Kvinnojouren Exempel"


def test_a_consent_that_holds_is_chosen_beforehand_and_the_paper_is_shown(desk: ComposeDesk) -> None:
    model = desk.view.model

    assert [row.code for row in model.bases if row.chosen] == ["CONSENT"]
    assert model.recipient == RECIPIENT
    assert model.missing == ""
    assert model.waiting == ""
    ((pdf, decided),) = desk.view.papers
    assert RECIPIENT.encode() in pdf or RECIPIENT in pdf.decode()
    assert not decided


def test_without_a_consent_nothing_is_chosen_and_what_is_left_is_said(without_consent: ComposeDesk) -> None:
    model = without_consent.view.model

    assert not any(row.chosen for row in model.bases)
    assert model.missing == "Left: recipient and legal basis"
    assert without_consent.view.papers == []
    assert "recipient and legal basis" in model.waiting


def test_only_bases_of_the_unit_s_regime_are_offered(desk: ComposeDesk) -> None:
    assert [row.code for row in desk.view.model.bases] == ["CONSENT", "HELP_U18_ETC", "CANNOT_CONSENT"]


def test_conditions_must_be_ticked_before_it_can_be_printed(desk: ComposeDesk) -> None:
    desk.presenter.choose_basis("HELP_U18_ETC")
    (row,) = [row for row in desk.view.model.bases if row.chosen]

    assert len(row.conditions) == 2
    assert desk.view.model.missing == "Left: 2 conditions"
    desk.presenter.print()
    assert desk.view.asked == 0
    for place in range(2):
        desk.presenter.tick(place, met=True)
    assert desk.view.model.missing == ""
    desk.presenter.print()
    assert desk.view.asked == 1


def test_another_basis_has_its_conditions_assessed_anew(desk: ComposeDesk) -> None:
    desk.presenter.choose_basis("HELP_U18_ETC")
    desk.presenter.tick(0, met=True)

    desk.presenter.choose_basis("CANNOT_CONSENT")

    assert desk.view.model.ticked == frozenset()
    assert desk.view.model.missing == "Left: 2 conditions"


def test_a_tick_can_be_taken_back(desk: ComposeDesk) -> None:
    desk.presenter.choose_basis("HELP_U18_ETC")
    desk.presenter.tick(0, met=True)
    desk.presenter.tick(0, met=False)

    assert desk.view.model.missing == "Left: 2 conditions"


def test_another_recipient_than_the_consent_names_is_not_covered(desk: ComposeDesk) -> None:
    desk.presenter.set_typed(OTHER, "")

    assert desk.view.model.missing == "Left: consent for this recipient"
    assert desk.view.model.waiting
    assert not any(row.chosen for row in desk.view.model.consents)


def test_a_recorded_consent_can_be_rested_on(desk: ComposeDesk) -> None:
    desk.presenter.set_typed(OTHER, "")
    (row,) = desk.view.model.consents

    desk.presenter.rest_on(row.id)

    assert desk.view.model.recipient == RECIPIENT
    assert desk.view.model.missing == ""


def test_a_consent_can_be_recorded_here_and_is_rested_on(without_consent: ComposeDesk) -> None:
    desk = without_consent
    desk.presenter.choose_basis("CONSENT")

    desk.presenter.record_consent(
        NewConsent(recipient=OTHER, scope="Allt.", how="spoken", valid_until=dt.date(2027, 2, 26))
    )

    assert desk.view.model.recipient == OTHER
    assert desk.view.model.missing == ""
    (row,) = desk.view.model.consents
    assert row.second.startswith("Allt. Spoken ")
    assert "Valid until " in row.second
    assert "2027" in row.second
    assert len(desk.view.papers) == 1
    assert AuditAction.CONSENT_GIVEN in desk.actions


@pytest.mark.parametrize(
    ("recipient", "scope", "until", "field"),
    [
        ("", "Allt.", "", "scope"),
        (OTHER, "  ", "", "scope"),
        (OTHER, "Allt.", "2027", "until"),
        (OTHER, "Allt.", "2026-11-21", "until"),
        (OTHER, "Allt.", "soon", "until"),
    ],
)
def test_a_consent_that_cannot_stand_is_said_at_its_field(
    without_consent: ComposeDesk, recipient: str, scope: str, until: str, field: str
) -> None:
    desk = without_consent
    desk.presenter.choose_basis("CONSENT")
    desk.presenter.set_typed(recipient, "")

    desk.presenter.take_consent(scope, "spoken", until)

    assert desk.view.consent_problem[0] == field
    assert desk.view.consent_problem[1]
    assert AuditAction.CONSENT_GIVEN not in desk.actions


@pytest.mark.parametrize("until", ["", "2026-11-22", "26/2 2027", "2027-02-26"])
def test_a_consent_as_it_was_typed_is_recorded(without_consent: ComposeDesk, until: str) -> None:
    desk = without_consent
    desk.presenter.choose_basis("CONSENT")
    desk.presenter.set_typed(OTHER, "")

    desk.presenter.take_consent(" Allt. ", "written", until)

    (row,) = desk.view.model.consents
    assert row.second.startswith("Allt. In writing")
    assert desk.view.consents_recorded == 1
    assert desk.view.model.missing == ""


def test_each_location_has_a_switch_of_its_own_and_is_closed_at_first(desk: ComposeDesk) -> None:
    rows = desk.view.model.locations
    assert rows
    assert not any(row.included for row in rows)
    assert desk.view.model.count == f"0 of {len(rows)} included"

    desk.presenter.include(rows[0].address, included=True)

    assert [row.included for row in desk.view.model.locations] == [True] + [False] * (len(rows) - 1)
    assert desk.view.model.count == f"1 of {len(rows)} included"
    assert len(desk.view.papers) == 2
    assert desk.press.set[-1] != desk.press.set[0]
    desk.presenter.include(rows[0].address, included=False)
    assert desk.press.set[-1].sections == desk.press.set[0].sections


def test_what_is_left_out_is_counted_and_named_but_never_told(desk: ComposeDesk) -> None:
    model = desk.view.model

    assert model.left_out.startswith("5 answers are left out: dangerous if they spread.")
    assert len(model.left_out_items) == 6
    assert not any("tulpan" in item for item in model.left_out_items)


def test_who_will_read_it_is_said_with_the_recipient_s_name(desk: ComposeDesk) -> None:
    assert desk.view.model.readers.startswith(RECIPIENT)


def test_a_person_with_protected_data_is_named_only_by_a_switch(desk: ComposeDesk) -> None:
    assert isinstance(desk.session.records, fakes.FakeRecords)
    people = desk.session.records.tables.persons
    for person_id, person in people.items():
        people[person_id] = replace(person, protection=ProtectionLevel.SECRECY_FLAG)

    desk.presenter.open()

    row = desk.view.model.locations[0]
    assert row.address == "record:identity"
    assert not row.included


def test_the_paper_has_a_language_of_its_own(desk: ComposeDesk) -> None:
    assert desk.press.set[-1].language == "sv"

    desk.presenter.set_language("en")

    assert desk.press.set[-1].language == "en"
    assert desk.view.model.language == "en"


def test_a_registration_number_stands_on_the_paper(desk: ComposeDesk) -> None:
    desk.presenter.set_typed(RECIPIENT, " LIN 2026-0148 ")

    assert desk.press.set[-1].letterhead.registration_number == "LIN 2026-0148"


def test_a_preview_carries_no_control_line_and_is_written_down(desk: ComposeDesk) -> None:
    assert "förhandsvisning" in desk.press.set[-1].footer.audit
    assert desk.actions[-1] == AuditAction.DOCUMENT_PREVIEWED
    assert AuditAction.DOCUMENT_DECIDED not in desk.actions


def test_the_decided_paper_differs_from_its_preview_in_the_control_line_alone(desk: ComposeDesk) -> None:
    desk.presenter.print_on(lambda _pdf, _name: None)

    preview, decided = desk.press.set
    assert replace(preview, footer=decided.footer, made_at=decided.made_at) == decided
    assert replace(preview.footer, audit=decided.footer.audit) == decided.footer


def test_an_unchanged_choice_sets_no_new_paper(desk: ComposeDesk) -> None:
    desk.presenter.set_typed(RECIPIENT, "")

    assert len(desk.view.papers) == 1


def test_a_paper_that_comes_too_late_is_not_shown(desk: ComposeDesk) -> None:
    desk.later.waits = True
    desk.presenter.set_language("en")
    desk.presenter.set_typed(RECIPIENT, "R 2")

    desk.later.finish()

    assert len(desk.view.papers) == 2
    assert "R 2" in desk.view.papers[-1][0].decode()


def test_a_protected_word_in_free_text_stops_the_paper_and_its_place_is_named_in_words() -> None:
    script = closed_script()
    parts = [part.model_dump(by_alias=True) for part in script.conversation]
    contact = next(part for part in parts if str(part.get("step", "")).startswith("w11"))
    number = next(value for value in contact["answers"].values() if "070-555" in str(value))
    happened = next(part for part in parts if part.get("step") == "w5-what-happened")
    happened["answers"]["own-words"] = f"Ring {number} i morgon."
    use_language("en", catalogs_folder())

    desk = compose_desk(closed_script(conversation=parts))

    assert desk.view.papers == []
    assert "repeats word for word what this document may not carry" in desk.view.problem
    assert "w5-what-happened/" not in desk.view.problem
    assert str(number) not in desk.view.problem
    assert "See the message" in desk.view.model.waiting
