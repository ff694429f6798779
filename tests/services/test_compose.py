"""What can be chosen in the compose step, and what the preview of it shows and records."""

import json
from dataclasses import replace

import pytest

from screening_app.domain.access import Regime
from screening_app.domain.audit import AuditAction
from screening_app.domain.person import ProtectionLevel
from screening_app.questionnaire.library import FileFormLibrary
from screening_app.questionnaire.model import ContentClass
from screening_app.services.compose import compose_choices
from screening_app.services.errors import ConsentMissing, ConversationNotClosed, RecipientMissing
from screening_app.services.preview import Preview, preview_referral
from screening_app.services.referral import IDENTITY, Order, make_referral
from screening_app.services.script import Script, ScriptRun, run_script
from screening_app.services.script_file import read_script
from screening_app.services.session import Session
from tests.helpers import fakes
from tests.services.test_referral import DEMO, RECIPIENT, Press, tables


def held(desk: Session, **changes: object) -> ScriptRun:
    script = read_script(DEMO).model_dump(by_alias=True) | changes
    return run_script(desk, "pathway-health", Script.model_validate(script), source="yes")


@pytest.fixture
def told(desk: Session) -> ScriptRun:
    return held(desk)


def order(
    told: ScriptRun, *, basis: str = "CONSENT", recipient: str = RECIPIENT, opened: tuple[str, ...] = ()
) -> Order:
    return Order(screening=told.conversation.screening.id, recipient=recipient, basis=basis, opened=opened)


def preview(desk: Session, wanted: Order) -> Preview:
    return preview_referral(desk, wanted, render=Press(), check=fakes.check_signature)


def test_a_consent_that_holds_lets_its_basis_be_the_default(desk: Session, told: ScriptRun) -> None:
    choices = compose_choices(desk, told.conversation.screening.id, check=fakes.check_signature)

    assert choices.default_basis == "CONSENT"
    assert [consent.recipient for consent in choices.consents] == [RECIPIENT]
    assert choices.person == told.person.id
    assert choices.case_number == told.person.case_number


def test_without_a_consent_nothing_is_chosen_beforehand(desk: Session) -> None:
    told = held(desk, consent=None)

    choices = compose_choices(desk, told.conversation.screening.id, check=fakes.check_signature)

    assert choices.default_basis is None


def test_another_regime_offers_other_bases(library: FileFormLibrary) -> None:
    public = fakes.session(library, regime=Regime.HSL_PUBLIC)
    told = held(public)
    choices = compose_choices(public, told.conversation.screening.id, check=fakes.check_signature)

    assert [basis.code for basis in choices.bases] == ["CONSENT", "HELP_U18_ETC", "CANNOT_CONSENT"]
    # The same records, had they been a municipality's.
    other = replace(public, unit=replace(public.unit, regime=Regime.SOC_MUNICIPAL))
    bases = compose_choices(other, told.conversation.screening.id, check=fakes.check_signature).bases
    assert "CRIME_SHARE_15A" in [basis.code for basis in bases]
    assert "CANNOT_CONSENT" not in [basis.code for basis in bases]


def test_locations_can_be_opened_and_what_is_dangerous_cannot(desk: Session, told: ScriptRun) -> None:
    choices = compose_choices(desk, told.conversation.screening.id, check=fakes.check_signature)

    assert choices.locations
    assert {one.content_class for one in choices.locations} == {ContentClass.LOCATION}
    assert ContentClass.DANGER_IF_DISCLOSED in {one.content_class for one in choices.left_out}
    assert not {one.address for one in choices.locations} & {one.address for one in choices.left_out}


def test_every_location_offered_can_be_opened(desk: Session, told: ScriptRun) -> None:
    choices = compose_choices(desk, told.conversation.screening.id, check=fakes.check_signature)

    for one in choices.locations:
        made = preview(desk, order(told, opened=(one.address,)))
        assert one.address not in made.left_out


def test_a_protected_person_can_be_named_by_a_switch_only(desk: Session, told: ScriptRun) -> None:
    people = tables(desk).persons
    people[told.person.id] = replace(people[told.person.id], protection=ProtectionLevel.LOCAL_THREAT)

    choices = compose_choices(desk, told.conversation.screening.id, check=fakes.check_signature)

    assert choices.locations[0].address == IDENTITY


def test_answers_are_found_by_their_address(desk: Session, told: ScriptRun) -> None:
    choices = compose_choices(desk, told.conversation.screening.id, check=fakes.check_signature)

    known = choices.locations[0]
    assert choices.place(known.address) == known
    assert choices.place("nowhere/at-all") is None


def test_an_open_conversation_offers_nothing(desk: Session) -> None:
    told = held(desk, close=False)

    with pytest.raises(ConversationNotClosed):
        compose_choices(desk, told.conversation.screening.id, check=fakes.check_signature)


def test_a_preview_decides_nothing_and_is_recorded(desk: Session, told: ScriptRun) -> None:
    preview(desk, order(told))

    event = tables(desk).audit[-1]
    assert event.action is AuditAction.DOCUMENT_PREVIEWED
    assert event.object == told.conversation.screening.id
    body = json.loads(event.body or "")
    assert body["basis"] == "CONSENT"
    assert RECIPIENT not in (event.body or "")
    assert tables(desk).documents == {}


def test_a_preview_needs_no_assessed_conditions(desk: Session, told: ScriptRun) -> None:
    assert preview(desk, order(told, basis="HELP_U18_ETC")).pdf


def test_a_preview_needs_recipient_and_consent(desk: Session, told: ScriptRun) -> None:
    with pytest.raises(RecipientMissing):
        preview(desk, order(told, recipient=" "))
    with pytest.raises(ConsentMissing):
        preview(desk, order(told, recipient="Kvinnojouren"))


def test_the_decided_paper_is_the_preview_but_for_its_control_line(desk: Session, told: ScriptRun) -> None:
    seen = preview(desk, order(told)).referral

    made = make_referral(desk, order(told), render=Press(), check=fakes.check_signature)

    decided = made.referral
    assert replace(seen, footer=decided.footer, made_at=decided.made_at) == decided
    assert replace(seen.footer, audit=decided.footer.audit) == decided.footer
    assert made.document.head not in seen.footer.audit


def test_a_preview_after_a_copy_shows_the_next_copy(desk: Session, told: ScriptRun) -> None:
    make_referral(desk, order(told), render=Press(), check=fakes.check_signature)

    referral = preview(desk, order(told)).referral

    assert "2" in referral.footer.copy
    assert referral.neutral_title == "handling-2"
