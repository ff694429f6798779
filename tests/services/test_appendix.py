"""Appendix S goes with a report on a child, apart from it: what staff chose to give, only there (story 5)."""

import json
from dataclasses import replace
from pathlib import Path

import pytest

from screening_app.bootstrap import referral_renderer
from screening_app.documents.archive_press import ArchivePdf
from screening_app.domain.audit import AuditAction
from screening_app.services.appendix import AppendixElsewhere
from screening_app.services.compose import compose_choices
from screening_app.services.contact import end_contact
from screening_app.services.contact_on_paper import ContactToConfirm
from screening_app.services.errors import BasisNotAllowed, LocationNotOffered, ProtectedWordInText
from screening_app.services.referral import Made, Order, make_referral
from screening_app.services.referral_order import APPENDIX
from screening_app.services.referral_written import NoPlaceForWords
from screening_app.services.script import ScriptRun
from screening_app.services.session import Session
from tests.documents.reading import plain_text
from tests.helpers import agreements, fakes
from tests.helpers.agreements import bodies
from tests.helpers.verapdf import validate_all
from tests.services.test_child_report import BOARD, PLANTED, PROFILE, SHELTER, order_for, rows, run
from tests.services.test_child_report import made as made_report
from tests.services.test_referral import Press, changed, tables

SECRETS = ("070-555 01 23", "tulpan", "kanel", "Skyddshuset Lyktan", "Han höll mig mot väggen.")
WAY, YOUR_WORD, OUR_WORD, NEVER = (
    f"record:contact@{name}" for name in ("1", "code-word-you", "code-word-us", "never")
)
QUOTE, PLACE = "w5-what-happened/own-words", "w9-plan/where-to"
EVERYTHING = (WAY, YOUR_WORD, OUR_WORD, PLACE, QUOTE)
HOW, DO_NOT = "Så får den vuxna kontaktas", "Gör inte detta"


@pytest.fixture
def told(desk: Session) -> ScriptRun:
    """Return the demo's conversation with a refuge in the plan."""
    return run(desk, changed(SHELTER))


def appendix(told: ScriptRun, *, opened: tuple[str, ...] = (), **chosen: object) -> Order:
    """Return an order of the appendix to the report on the first child."""
    wanted = replace(order_for(told, 1, opened=opened), kind=APPENDIX)
    return replace(wanted, **chosen)  # type: ignore[arg-type]  # as the test says


def made(desk: Session, wanted: Order) -> Made:
    """Make the paper."""
    return make_referral(desk, wanted, render=Press(), check=fakes.check_signature)


def test_what_was_planted_stands_in_no_report_and_what_was_chosen_in_the_appendix_alone(
    desk: Session, told: ScriptRun
) -> None:
    report, safe = (
        make_referral(desk, wanted, render=referral_renderer(), check=fakes.check_signature)
        for wanted in (order_for(told, 1), appendix(told, opened=EVERYTHING))
    )

    body, apart = " ".join(plain_text(report.pdf)), " ".join(plain_text(safe.pdf))
    assert "Anmälan enligt socialtjänstlagen" in body
    assert "Bilaga S: endast till handläggaren" in apart
    assert set(SECRETS) == set(PLANTED)
    assert [body.count(secret) for secret in SECRETS] == [0] * len(SECRETS)
    assert all(apart.count(secret) >= 1 for secret in SECRETS)
    assert not any(secret.encode() in report.pdf for secret in SECRETS)


@pytest.mark.parametrize("given", EVERYTHING)
def test_each_item_stands_there_only_if_it_was_chosen_itself(
    desk: Session, told: ScriptRun, given: str
) -> None:
    of = dict(zip(EVERYTHING, SECRETS, strict=True))

    text = repr(made(desk, appendix(told, opened=(given,))).referral)

    assert {item: secret in text for item, secret in of.items()} == {item: item == given for item in of}


def test_with_nothing_chosen_it_says_that_there_is_to_be_no_contact(desk: Session, told: ScriptRun) -> None:
    said = rows(made(desk, appendix(told)))

    assert said[HOW] == "Kontaktsättet lämnas inte här. Kontakta inte den vuxna; ring avsändaren."
    assert said[DO_NOT] == ""
    assert said["Fara för vuxen i hemmet"] == ""
    assert bodies(desk, AuditAction.CONTACT_SHOWN) == []


def test_with_a_way_goes_all_that_whoever_uses_it_must_know(desk: Session, told: ScriptRun) -> None:
    said = rows(made(desk, appendix(told, opened=(WAY,))))

    for term in ("070-555 01 23", "Min syster", "Vardagar 9–11", "Aldrig", "Dolt nummer", "tandläkartid"):
        assert term in said[HOW]
    assert "Gäller till och med 20 februari 2027." in said[HOW]
    assert said[DO_NOT] == "Ring aldrig hemnumret."


def test_opening_the_number_is_on_record_without_a_word_of_it(desk: Session, told: ScriptRun) -> None:
    made(desk, appendix(told, opened=(WAY, OUR_WORD)))

    told_of = [{"way": way, "on": "paper", "kind": APPENDIX} for way in ("phone", "code-word-us")]
    assert bodies(desk, AuditAction.CONTACT_SHOWN) == told_of
    assert not any(secret in repr([one.body for one in tables(desk).audit]) for secret in SECRETS)


def test_choosing_what_could_be_given_shows_no_number(desk: Session, told: ScriptRun) -> None:
    choices = compose_choices(
        desk, told.conversation.screening.id, check=fakes.check_signature, kind=APPENDIX, child=1
    )

    assert {WAY, YOUR_WORD, OUR_WORD, NEVER, PLACE, QUOTE} <= {one.address for one in choices.locations}
    assert not any(secret in repr(choices) for secret in SECRETS)
    assert bodies(desk, AuditAction.CONTACT_SHOWN) == []


def test_an_agreement_to_be_confirmed_gives_no_way_of_contact(desk: Session, told: ScriptRun) -> None:
    later = agreements.days_later(desk, 91)

    with pytest.raises(ContactToConfirm):
        made(later, appendix(told, opened=(WAY,)))

    assert bodies(desk, AuditAction.CONTACT_SHOWN) == []
    assert "Kontaktsättet lämnas inte här" in rows(made(later, appendix(told)))[HOW]


def test_an_agreement_that_was_ended_offers_no_way_and_says_so(desk: Session, told: ScriptRun) -> None:
    end_contact(desk, told.conversation.screening.person)

    with pytest.raises(LocationNotOffered):
        made(desk, appendix(told, opened=(WAY,)))
    assert "Ingen överenskommelse om kontakt gäller." in rows(made(desk, appendix(told)))[HOW]


def test_the_newest_agreement_counts_in_whatever_conversation_it_was_made(
    desk: Session, told: ScriptRun
) -> None:
    agreements.again(
        replace(desk, clock=agreements.days_later(desk, 1).clock),
        told.conversation.screening.person,
        agreements.NO_CONTACT,
    )

    assert "Ingen överenskommelse" in rows(made(agreements.days_later(desk, 2), appendix(told)))[HOW]


@pytest.mark.parametrize("recipient", ["Socialtjänsten i Exempelkommun", "Polisen"])
def test_it_goes_to_nobody_who_has_not_got_the_report(desk: Session, told: ScriptRun, recipient: str) -> None:
    with pytest.raises(AppendixElsewhere):
        made(desk, appendix(told, recipient=recipient))

    assert tables(desk).documents == {}


def test_it_goes_to_the_office_for_which_the_report_was_made(desk: Session, told: ScriptRun) -> None:
    other = "Socialnämnden i Andra kommunen"
    made_report(desk, replace(order_for(told, 1), recipient=other))

    assert made(desk, appendix(told, recipient=other)).document.recipient == other
    with pytest.raises(AppendixElsewhere):
        made(desk, appendix(told, recipient=other, child=2))


def test_its_basis_is_decided_by_itself(desk: Session, told: ScriptRun) -> None:
    choices = compose_choices(
        desk, told.conversation.screening.id, check=fakes.check_signature, kind=APPENDIX, child=1
    )
    assert choices.default_basis is None
    assert [one.code for one in choices.bases] == ["CONSENT", "CHILD_REPORT", "CHILD_INVESTIGATION"]

    with pytest.raises(BasisNotAllowed):
        made(desk, appendix(told, basis="HELP_U18_ETC"))
    on_request = made(desk, appendix(told, basis="CHILD_INVESTIGATION"))

    assert on_request.document.basis == "CHILD_INVESTIGATION"
    assert "20 kap. 6 §" in on_request.referral.legal_basis


def test_report_and_appendix_are_two_decisions_with_papers_of_their_own(
    desk: Session, told: ScriptRun
) -> None:
    report, safe = made_report(desk, order_for(told, 1)), made(desk, appendix(told, opened=(PLACE,)))

    assert (report.document.purpose, safe.document.purpose) == ("D-1@1", "D-1S@1")
    assert report.document.head != safe.document.head
    assert safe.document.head in safe.referral.footer.audit
    assert safe.document.classes == ("identity", "location", "safe-contact")
    assert "location" not in report.document.classes
    assert Path(safe.file_name).stem == f"bilaga-{safe.document.number}"
    assert safe.referral.letterhead.stamp.provision
    assert "och ingen annan" in safe.referral.readers
    assert "Vart man kan ta vägen" in safe.referral.readers


def test_another_childs_answers_do_not_stand_there(desk: Session, told: ScriptRun) -> None:
    of_first = "w6-children/child-school@1"
    made_report(desk, order_for(told, 2))

    assert "Björkskolan" in repr(made(desk, appendix(told, opened=(of_first,))).referral)
    with pytest.raises(LocationNotOffered):
        made(desk, appendix(told, opened=(of_first,), child=2))


def test_what_staff_write_stands_in_its_place_as_theirs(desk: Session, told: ScriptRun) -> None:
    reason = "Pappan har läst barnets akt förut."

    said = rows(made(desk, appendix(told, own_words={"guardian-block": f" {reason} "})))

    label = "Skäl till att vårdnadshavare inte bör få del av uppgiften"
    assert said[label] == f"Personalens ord: {reason}"
    event = json.loads(tables(desk).audit[-2].body or "")
    assert event["own_words"] == ["guardian-block"]
    assert reason not in repr([one.body for one in tables(desk).audit])


def test_a_secret_that_was_not_chosen_may_not_come_by_the_words_of_staff(
    desk: Session, told: ScriptRun
) -> None:
    words = {"danger-to-adult": "Ring henne på 070 555 01 23."}

    with pytest.raises(ProtectedWordInText) as refusal:
        made(desk, appendix(told, own_words=words))
    assert "own-words:danger-to-adult" in refusal.value.describe()

    assert made(desk, appendix(told, own_words=words, opened=(WAY,))).document.number


def test_words_without_a_place_are_refused(desk: Session, told: ScriptRun) -> None:
    with pytest.raises(NoPlaceForWords) as refusal:
        made(desk, appendix(told, own_words={"adult-contact": "Ring."}))

    assert "guardian-block" in refusal.value.describe()


def test_whom_it_goes_to_is_proposed_from_the_report_that_was_made(desk: Session, told: ScriptRun) -> None:
    screening = told.conversation.screening.id
    made_report(desk, replace(order_for(told, 2), recipient="Nämnden i Andra kommunen"))

    choices = compose_choices(desk, screening, check=fakes.check_signature, kind=APPENDIX)

    assert [one.recipient for one in choices.children] == [BOARD, "Nämnden i Andra kommunen"]


def test_the_file_is_sound_for_archive_and_screen_reader(
    desk: Session, told: ScriptRun, tmp_path: Path
) -> None:
    document = make_referral(
        desk, appendix(told, opened=EVERYTHING), render=referral_renderer(), check=fakes.check_signature
    )
    path = tmp_path / "appendix.pdf"
    path.write_bytes(ArchivePdf(PROFILE).archival(document.pdf))

    assert validate_all([path], ("3a", "ua1")) == {path: {"3a": [], "ua1": []}}
