"""The referral carries what it may, for one recipient, on one basis, and nothing that betrays."""

import datetime as dt
import hashlib
from dataclasses import replace

import pytest

from screening_app.domain.access import Regime
from screening_app.domain.audit import AuditAction, ChainHead
from screening_app.domain.document import OwnPage, Referral, Section
from screening_app.domain.errors import PersonNotFound, ScreeningAppError
from screening_app.domain.person import ProtectionLevel
from screening_app.questionnaire.library import FileFormLibrary
from screening_app.services.audit import verify_audit
from screening_app.services.errors import (
    BasisNotAllowed,
    BrokenResponse,
    ConditionsOpen,
    ConsentContradicted,
    ConsentMissing,
    ConversationNotClosed,
    LocationNotOffered,
    ProtectedWordInText,
    RecipientMissing,
    UnknownDocument,
)
from screening_app.services.referral import IDENTITY, KINDS, Made, Order, make_referral
from screening_app.services.script import Script, ScriptRun, run_script
from screening_app.services.script_file import read_script
from screening_app.services.session import Session
from screening_app.settings import shipped_folder
from tests.helpers import fakes

DEMO = shipped_folder("resources") / "demo" / "yes.answers.yaml"
RECIPIENT = "Socialtjänsten i Exempelkommun"


class Press:
    """A renderer that keeps what it was given."""

    def __init__(self) -> None:
        self.set: list[Referral] = []

    def __call__(self, referral: Referral) -> bytes:
        self.set.append(referral)
        return repr(referral).encode()


def tables(desk: Session) -> fakes.Tables:
    assert isinstance(desk.records, fakes.FakeRecords)
    return desk.records.tables


@pytest.fixture
def told(desk: Session) -> ScriptRun:
    return run_script(desk, "pathway-health", read_script(DEMO), source="yes")


def order(
    told: ScriptRun,
    *,
    recipient: str = RECIPIENT,
    basis: str = "CONSENT",
    kind: str = KINDS[0],
    assessed: bool = False,
    language: str = "sv",
    opened: tuple[str, ...] = (),
) -> Order:
    return Order(
        screening=told.conversation.screening.id,
        recipient=recipient,
        basis=basis,
        kind=kind,
        assessed=assessed,
        language=language,
        opened=opened,
    )


def made(desk: Session, wanted: Order) -> Made:
    return make_referral(desk, wanted, render=Press(), check=fakes.check_signature)


def text_of(parts: tuple[Section, ...] | tuple[OwnPage, ...]) -> str:
    return "\n".join(line.text for part in parts for row in part.rows for line in row.lines)


def test_it_names_recipient_basis_and_the_head_that_the_chain_contains(
    desk: Session, told: ScriptRun
) -> None:
    document = made(desk, order(told))

    assert document.referral.letterhead.recipient == RECIPIENT
    assert "OSL 10 kap. 1 §" in document.referral.legal_basis
    assert document.document.head in document.referral.footer.audit
    report = verify_audit(desk, fakes.check_signature, ChainHead.parse(document.document.head))
    assert report.faults == ()


def test_it_is_decided_before_it_is_rendered_and_rendered_before_it_leaves(
    desk: Session, told: ScriptRun
) -> None:
    document = made(desk, order(told))

    actions = [event.action for event in tables(desk).audit]
    assert actions[-2:] == [AuditAction.DOCUMENT_DECIDED, AuditAction.DOCUMENT_RENDERED]
    stored = tables(desk).documents[document.document.id]
    assert stored.sha256 == hashlib.sha256(document.pdf).hexdigest()
    assert stored.basis == "CONSENT"


def test_flags_stand_there_with_the_answers_behind_them(desk: Session, told: ScriptRun) -> None:
    text = text_of(made(desk, order(told)).referral.sections)

    line = next(line for line in text.splitlines() if line.startswith("Personen är rädd."))
    assert "Bygger på: " in line
    assert line.endswith("Ja.")
    assert "Fråga om dagen i dag" not in text  # what staff are to do stands on the screen


def test_absent_answers_give_an_interval_in_words(desk: Session, told: ScriptRun) -> None:
    text = text_of(made(desk, order(told)).referral.sections)

    assert "Det gäller oavsett vad som saknas; summan är 4 till 5." in text


def test_the_way_of_contact_stands_on_its_own_page_and_nowhere_else(desk: Session, told: ScriptRun) -> None:
    referral = made(desk, order(told)).referral

    for secret in ("070-555 01 23", "tulpan", "kanel", "tandläkartid"):
        assert secret in text_of(referral.own_pages)
        assert secret not in text_of(referral.sections)


def test_places_and_what_is_dangerous_are_left_out(desk: Session, told: ScriptRun) -> None:
    document = made(desk, order(told))

    everything = repr(document.referral)
    assert "Björkskolan" not in everything
    assert "När rösten blir låg" not in everything  # the safety plan
    assert "w6-children/child-school@1" in document.left_out
    assert "location" not in document.document.classes
    assert "danger-if-disclosed" not in document.document.classes


def test_one_opened_place_is_included_and_listed_and_the_others_are_not(
    desk: Session, told: ScriptRun
) -> None:
    document = made(desk, order(told, opened=("w6-children/child-school@1",)))

    assert "Björkskolan" in text_of(document.referral.sections)
    assert "Skola eller förskola" in document.referral.readers
    assert "Socialnämnden i Exempelkommun" not in text_of(document.referral.sections)
    assert tables(desk).documents[document.document.id].opened == ("w6-children/child-school@1",)


@pytest.mark.parametrize(
    "item", ["w4-ask/hurt", "w11-contact/channel-value@1", "w6-children/child-school@7", "x"]
)
def test_only_places_of_this_document_can_be_opened(desk: Session, told: ScriptRun, item: str) -> None:
    with pytest.raises(LocationNotOffered):
        made(desk, order(told, opened=(item,)))


@pytest.mark.parametrize("basis", ["CRIME_SHARE_15A", "PREVENT_SERIOUS", "CHILD_REPORT", "NOD", "X", ""])
def test_a_basis_that_the_regime_or_the_document_does_not_allow_is_refused(
    desk: Session, told: ScriptRun, basis: str
) -> None:
    before = tables(desk).documents

    with pytest.raises(BasisNotAllowed) as refusal:
        made(desk, order(told, basis=basis))

    assert "CONSENT, HELP_U18_ETC, CANNOT_CONSENT" in refusal.value.describe()
    assert tables(desk).documents == before


def test_another_basis_than_consent_needs_its_conditions_assessed(desk: Session, told: ScriptRun) -> None:
    with pytest.raises(ConditionsOpen):
        made(desk, order(told, basis="HELP_U18_ETC"))

    document = made(desk, order(told, basis="HELP_U18_ETC", assessed=True))

    assert "utan personens samtycke" in document.referral.legal_basis


def test_consent_for_somebody_else_does_not_count(desk: Session, told: ScriptRun) -> None:
    with pytest.raises(ConsentMissing):
        made(desk, order(told, recipient="Kvinnojouren"))


def test_a_withdrawn_or_expired_consent_does_not_count(desk: Session, told: ScriptRun) -> None:
    old = replace(tables(desk).consents[0], valid_until=dt.date(2026, 11, 21))
    tables(desk).consents[:] = [old]

    with pytest.raises(ConsentMissing):
        made(desk, order(told))


def test_it_must_name_one_who_receives_it(desk: Session, told: ScriptRun) -> None:
    with pytest.raises(RecipientMissing):
        made(desk, order(told, recipient="  "))


def test_there_are_no_other_kinds_yet(desk: Session, told: ScriptRun) -> None:
    with pytest.raises(UnknownDocument):
        made(desk, order(told, kind="plan"))


def test_an_open_conversation_cannot_be_referred_from(desk: Session) -> None:
    script = read_script(DEMO).model_copy(update={"close": False})
    told = run_script(desk, "pathway-health", script, source="yes")

    with pytest.raises(ConversationNotClosed):
        made(desk, order(told))


def test_changed_answers_are_found_before_anything_is_made_of_them(desk: Session, told: ScriptRun) -> None:
    events = tables(desk).events
    index = next(i for i, event in enumerate(events) if "wants" in str(event.change))
    events[index] = replace(events[index], salt=bytes(16))

    with pytest.raises(BrokenResponse) as refusal:
        made(desk, order(told))

    assert refusal.value.exit_status == 3


REPEATS = [
    "Ring 070 555 01 23 om något.",
    "Ring mig på +46 70 555 01 23.",
    "Ordet är Tulpan!",
    "Barnet går på björkskolan i exempelstad.",
]


@pytest.mark.parametrize("sentence", REPEATS)
def test_a_protected_value_word_for_word_in_free_text_stops_the_paper(
    desk: Session, library: FileFormLibrary, sentence: str
) -> None:
    parts = [part.model_dump(by_alias=True) for part in read_script(DEMO).conversation]
    happened = next(part for part in parts if part.get("step") == "w5-what-happened")
    happened["answers"]["wants"] = sentence
    script = Script.model_validate(
        {
            "person": {"kind": "pseudonym"},
            "conversation": parts,
            "consent": {"recipient": RECIPIENT, "scope": "Allt", "how": "written"},
        }
    )
    told = run_script(desk, "pathway-health", script, source="yes")

    with pytest.raises(ProtectedWordInText) as refusal:
        made(desk, order(told))

    assert "w5-what-happened/wants" in refusal.value.describe()
    assert tables(desk).documents == {}


def changed(*changes: tuple[str, str, object], consent: str = "Allt") -> Script:
    """Return the demo's yes with other answers: step, link id, answer (the first child's)."""
    parts = [part.model_dump(by_alias=True) for part in read_script(DEMO).conversation]
    for step, link_id, answer in changes:
        answers = next(part for part in parts if part.get("step") == step)["answers"]
        (answers["child"][0] if link_id.startswith("child-") else answers)[link_id] = answer
    agreed = {"recipient": RECIPIENT, "scope": consent, "how": "written"}
    return Script.model_validate({"person": {"kind": "pseudonym"}, "conversation": parts, "consent": agreed})


def run(desk: Session, script: Script) -> ScriptRun:
    return run_script(desk, "pathway-health", script, source="test")


def test_a_consent_or_a_number_that_repeats_the_way_of_contact_stops_the_paper(desk: Session) -> None:
    leaking = run(desk, changed(consent="Ring henne på 070-555 01 23."))
    with pytest.raises(ProtectedWordInText):
        made(desk, order(leaking))

    sound = run(desk, changed())
    with pytest.raises(ProtectedWordInText):
        made(desk, replace(order(sound), registration_number="ring 070-555 01 23"))


def test_a_name_that_is_left_out_stands_in_no_line_of_the_paper(desk: Session) -> None:
    told = run(desk, changed(("w6-children", "child-label", "Flickan tulpan")))
    with pytest.raises(ProtectedWordInText):
        made(desk, order(told))

    document = made(desk, replace(order(told), left_out=("w6-children/child-label@1",)))

    assert "Flickan" not in repr(document.referral)
    assert "Barn 1" in repr(document.referral)


def test_an_opened_place_that_repeats_the_way_of_contact_stops_the_paper(desk: Session) -> None:
    told = run(desk, changed(("w6-children", "child-school", "Björkskolan, kodord tulpan")))

    with pytest.raises(ProtectedWordInText):
        made(desk, order(told, opened=("w6-children/child-school@1",)))


def test_one_childs_place_is_opened_and_not_the_others(desk: Session, told: ScriptRun) -> None:
    document = made(desk, order(told, opened=("w6-children/child-lives@1",)))

    where = next(part for part in document.referral.sections if part.heading == "Barn")
    row = next(row for row in where.rows if row.label.startswith("Var barnet finns"))
    assert [line.text.partition(".")[0] for line in row.lines] == ["Barn A"]


def test_that_a_child_is_alone_with_the_one_who_uses_violence_reaches_the_paper(desk: Session) -> None:
    told = run(desk, changed(("w6-children", "child-now", "with-person-using-violence")))

    closed = text_of(made(desk, order(told)).referral.sections)
    opened = text_of(made(desk, order(told, opened=("w6-children/child-now@1",))).referral.sections)

    assert "Ett barn är ensamt med den som använder våld. Underlaget lämnas inte ut här." in closed
    assert "Ett barn är ensamt med den som använder våld. Bygger på: Barn A" in opened


def test_a_consent_that_the_conversation_contradicts_does_not_count(desk: Session) -> None:
    script = changed(("w10-offer", "consent", "none"))
    parts = [part.model_dump(by_alias=True) for part in script.conversation]
    for part in parts:
        for gone in ("consent-scope", "wants-feedback"):
            part.get("answers", {}).pop(gone, None)
    told = run(
        desk,
        script.model_copy(
            update={
                "conversation": Script.model_validate(
                    {"person": {"kind": "pseudonym"}, "conversation": parts}
                ).conversation
            }
        ),
    )

    with pytest.raises(ConsentContradicted):
        made(desk, order(told))


def test_a_person_with_protected_data_is_named_only_when_opened(desk: Session, told: ScriptRun) -> None:
    protected = replace(told.person, protection=ProtectionLevel.PROTECTED_REGISTRATION)
    tables(desk).persons[told.person.id] = protected

    hidden = text_of(made(desk, order(told)).referral.sections)
    shown = text_of(made(desk, order(told, opened=(IDENTITY,))).referral.sections)

    assert "Testperson Ek" not in hidden
    assert told.person.case_number in hidden
    assert "Testperson Ek" in shown


def test_copies_to_the_same_recipient_are_counted(desk: Session, told: ScriptRun) -> None:
    first, second = made(desk, order(told)), made(desk, order(told))

    assert (first.document.copy, second.document.copy) == (1, 2)
    assert second.file_name == "handling-2.pdf"


@pytest.mark.parametrize("language", ["sv", "en"])
def test_names_outside_the_paper_are_neutral(desk: Session, told: ScriptRun, language: str) -> None:
    document = made(desk, order(told, language=language))
    packs = desk.forms.packs("se")

    for name in (document.file_name, document.referral.neutral_title):
        assert packs.forbidden.found_in(name, language, "file-name") == ()
        assert "Ek" not in name


def test_it_can_be_set_in_english(desk: Session, told: ScriptRun) -> None:
    referral = made(desk, order(told, language="en")).referral

    assert referral.title == "Handover to social services"
    assert "That holds whatever is missing; the total is 4 to 5." in text_of(referral.sections)


def test_a_colleague_without_a_case_relation_gets_nothing(
    desk: Session, library: FileFormLibrary, told: ScriptRun
) -> None:
    assert isinstance(desk.records, fakes.FakeRecords)
    colleague = fakes.session(library, records=desk.records, as_user=fakes.user("bert"))

    with pytest.raises(PersonNotFound):
        made(colleague, order(told))


def test_private_care_is_refused_until_somebody_has_examined_its_law(library: FileFormLibrary) -> None:
    desk = fakes.session(library, regime=Regime.HSL_PRIVATE)
    told = run_script(desk, "pathway-health", read_script(DEMO), source="yes")

    with pytest.raises(BasisNotAllowed):
        made(desk, order(told))


def test_every_refusal_has_a_sentence_without_the_persons_name(desk: Session, told: ScriptRun) -> None:
    with pytest.raises(ScreeningAppError) as refusal:
        made(desk, order(told, basis="X"))

    assert "Testperson" not in refusal.value.describe()
