"""D-1, the report of a concern for a child: one child, law of the day, a clean body (stories 4, 5)."""

import datetime as dt
import json
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from screening_app.bootstrap import referral_renderer
from screening_app.documents.archive_press import ArchivePdf
from screening_app.domain.audit import AuditAction
from screening_app.questionnaire.library import FileFormLibrary
from screening_app.services.compose import compose_choices
from screening_app.services.errors import (
    BasisNotAllowed,
    ConditionsOpen,
    LocationNotOffered,
    ProtectedWordInText,
)
from screening_app.services.referral import Made, Order, make_referral
from screening_app.services.referral_order import CHILD_REPORT, IDENTITY
from screening_app.services.referral_subject import ChildNotChosen, NoChildTold
from screening_app.services.referral_written import NoPlaceForWords, NotLeftOut
from screening_app.services.script import Script, ScriptRun, run_script
from screening_app.services.script_file import read_script
from screening_app.services.session import Session
from screening_app.settings import shipped_folder
from tests.documents.reading import plain_text
from tests.helpers import agreements, fakes
from tests.helpers.verapdf import validate_all
from tests.services.test_referral import DEMO, RECIPIENT, Press, changed, order, tables

PROFILE = shipped_folder("resources") / "colour" / "sRGB.icc"
BOARD = "Socialnämnden i Exempelkommun"
"""The board that the demo's conversation names as the one that received the report."""

SCHOOL = "Björkskolan i Exempelstad"
QUOTE = "Han höll mig mot väggen."
PLANTED = ("070-555 01 23", "tulpan", "kanel", "Skyddshuset Lyktan", QUOTE)
SHELTER = ("w9-plan", "where-to", "Skyddshuset Lyktan")


def order_for(told: ScriptRun, child: int | None = 1, *, opened: tuple[str, ...] = ()) -> Order:
    """Return an order of a report on one child, with its condition assessed."""
    return Order(
        screening=told.conversation.screening.id,
        recipient=BOARD,
        basis="CHILD_REPORT",
        kind=CHILD_REPORT,
        assessed=True,
        opened=opened,
        child=child,
    )


def made(desk: Session, wanted: Order) -> Made:
    """Make the paper."""
    return make_referral(desk, wanted, render=Press(), check=fakes.check_signature)


def run(desk: Session, script: Script | None = None) -> ScriptRun:
    """Hold the demo's conversation, or another."""
    return run_script(desk, "pathway-health", script or read_script(DEMO), source="child")


def rows(document: Made) -> dict[str, str]:
    """Return what stands at each label; at one that is left to write on, nothing."""
    return {
        row.label: " ".join(line.text for line in row.lines)
        for section in document.referral.sections
        for row in section.rows
    }


@pytest.fixture
def told(desk: Session) -> ScriptRun:
    """Return the demo's conversation, in which two children are told of."""
    return run(desk)


@pytest.mark.parametrize(("child", "own", "other"), [(1, "Barn A", "Barn B"), (2, "Barn B", "Barn A")])
def test_it_is_about_exactly_one_child_and_names_no_other(
    desk: Session, told: ScriptRun, child: int, own: str, other: str
) -> None:
    document = made(desk, order_for(told, child))

    assert rows(document)["Namn eller det som är känt"] == own
    assert other not in repr(document.referral)
    said = "Hon frågade om pappa är arg i dag."
    assert (said in repr(document.referral)) == (child == 1)


def test_which_child_must_be_said_where_there_are_several(desk: Session, told: ScriptRun) -> None:
    for number in (None, 0, 3, -1):
        with pytest.raises(ChildNotChosen) as refusal:
            made(desk, order_for(told, number))
        assert "from 1 to 2" in refusal.value.describe()
    assert tables(desk).documents == {}


def with_children(change: Callable[[list[dict[str, object]]], list[dict[str, object]]]) -> Script:
    """Return the demo's yes with its children changed, and without a consent."""
    parts = [part.model_dump(by_alias=True) for part in read_script(DEMO).conversation]
    answers = next(part for part in parts if part.get("step") == "w6-children")["answers"]
    answers["child"] = change(answers["child"])
    return Script.model_validate({"person": {"kind": "pseudonym"}, "conversation": parts})


def one_child() -> Script:
    """Return the demo's yes with the first child alone."""
    return with_children(lambda children: children[:1])


def test_the_only_child_need_not_be_named(desk: Session) -> None:
    document = made(desk, order_for(run(desk, one_child()), None))

    assert rows(document)["Namn eller det som är känt"] == "Barn A"


def test_without_a_child_there_is_no_report(desk: Session) -> None:
    told = run(desk, read_script(DEMO.with_name("no.answers.yaml")))

    with pytest.raises(NoChildTold):
        made(desk, order_for(told, 1))


@pytest.mark.parametrize(
    ("day", "stands", "stands_not"),
    [
        (dt.date(2025, 6, 30), "SoL (2001:453) 14 kap. 1 §", "19 kap. 1 §"),
        (dt.date(2025, 7, 1), "SoL (2025:400) 19 kap. 1 §", "14 kap. 1 §"),
        (dt.date(2026, 1, 15), "SoL (2025:400) 19 kap. 1 §", "14 kap. 1 §"),
    ],
)
def test_the_law_is_that_of_the_day_on_which_it_is_made(
    library: FileFormLibrary, day: dt.date, stands: str, stands_not: str
) -> None:
    morning = dt.datetime.combine(day, dt.time(8), tzinfo=dt.UTC)
    desk = replace(fakes.session(library), clock=fakes.FakeClock(morning))

    basis = made(desk, order_for(run(desk))).referral.legal_basis

    assert basis.count(stands) == 1
    assert stands_not not in basis


def test_that_a_guardian_is_told_is_no_unless_somebody_says_yes(desk: Session) -> None:
    silent = with_children(
        lambda children: [{k: v for k, v in one.items() if k != "guardian-informed"} for one in children]
    )
    label = "Har eller ska vårdnadshavare få veta om anmälan av oss?"

    assert rows(made(desk, order_for(run(desk, silent))))[label] == "Nej"


def test_it_needs_no_consent_but_its_condition_assessed(desk: Session) -> None:
    told = run(desk, one_child())
    assert not tables(desk).consents

    with pytest.raises(ConditionsOpen):
        made(desk, replace(order_for(told), assessed=False))
    document = made(desk, order_for(told))

    assert "En anmälan kräver inget samtycke." in document.referral.legal_basis


@pytest.mark.parametrize("basis", ["CONSENT", "HELP_U18_ETC", "CRIME_SHARE_15A", ""])
def test_it_rests_on_the_duty_to_report_and_on_nothing_else(
    desk: Session, told: ScriptRun, basis: str
) -> None:
    with pytest.raises(BasisNotAllowed):
        made(desk, replace(order_for(told), basis=basis))


def test_it_is_decided_and_rendered_on_record_with_which_child_it_is_about(
    desk: Session, told: ScriptRun
) -> None:
    first, second, again = (made(desk, order_for(told, child)) for child in (1, 2, 2))

    actions = [event.action for event in tables(desk).audit]
    assert actions[-2:] == [AuditAction.DOCUMENT_DECIDED, AuditAction.DOCUMENT_RENDERED]
    copies = [(one.document.purpose, one.document.copy) for one in (first, second, again)]
    assert copies == [("D-1@1", 1), ("D-1@2", 1), ("D-1@2", 2)]
    for telling in ("Barn A", "Barn B", "Björkskolan"):
        assert telling not in repr([event.body for event in tables(desk).audit])
    assert '"purpose":"D-1@2"' in str(tables(desk).audit[-2].body)


def test_where_the_child_is_stays_closed_until_each_place_is_opened(desk: Session, told: ScriptRun) -> None:
    closed = made(desk, order_for(told))
    opened = made(desk, order_for(told, opened=("w6-children/child-school@1",)))

    assert SCHOOL not in repr(closed.referral)
    assert rows(closed)["Skola eller förskola"] == ""
    assert rows(opened)["Skola eller förskola"] == SCHOOL
    assert "Skola eller förskola" in opened.referral.readers
    assert rows(opened)["Var är barnet nu?"] == ""


@pytest.mark.parametrize("item", ["w6-children/child-now@1", IDENTITY, "w11-contact/channel-value@1"])
def test_no_place_of_another_child_and_no_name_of_an_adult_can_be_opened(
    desk: Session, told: ScriptRun, item: str
) -> None:
    with pytest.raises(LocationNotOffered):
        made(desk, order_for(told, 2, opened=(item,)))


def test_the_adult_is_not_named_even_where_all_the_rest_is(desk: Session) -> None:
    script = one_child()
    identified = Script.model_validate(
        script.model_dump(by_alias=True) | {"person": {"kind": "identified", "name": "Anna Exempel"}}
    )

    assert "Anna Exempel" not in repr(made(desk, order_for(run(desk, identified))).referral)


def test_what_no_answer_tells_is_left_to_write_on(desk: Session, told: ScriptRun) -> None:
    document = made(desk, order_for(told))

    empty = {
        row.label: row.by_hand
        for section in document.referral.sections
        for row in section.rows
        if not row.lines
    }
    assert empty["Personnummer"] == 1
    assert empty["Vad har hänt? Konkreta händelser, sett och hört"] == 5
    assert all(empty.values())
    headings = [section.heading for section in document.referral.sections]
    assert headings[1:3] == ["Vårdnadshavare 1", "Vårdnadshavare 2"]


def test_the_reporter_is_the_user_at_the_unit(desk: Session, told: ScriptRun) -> None:
    said = rows(made(desk, order_for(told)))

    assert said["Namn eller signatur-id"] == desk.user.name
    assert desk.unit.name in said["Arbetsplats"]
    assert said["Telefon till arbetsplatsen"] == desk.unit.phone


def test_it_does_not_say_that_no_place_stands_there_where_one_may_be_written(
    desk: Session, told: ScriptRun
) -> None:
    assert "ingen uppgift om var" not in made(desk, order_for(told)).referral.readers


def test_the_body_holds_nothing_that_was_planted_in_the_case(desk: Session) -> None:
    told = run(desk, changed(SHELTER))
    assert "Skyddshuset Lyktan" in repr(tables(desk).events)

    for child in (1, 2):
        document = make_referral(
            desk, order_for(told, child), render=referral_renderer(), check=fakes.check_signature
        )
        text = " ".join(plain_text(document.pdf))
        assert "Anmälan enligt socialtjänstlagen" in text
        for secret in PLANTED:
            assert text.count(secret) == 0
            assert secret.encode() not in document.pdf


@pytest.mark.parametrize(
    "planted",
    [
        "Ring mamma på 070 555 01 23.",
        "Vi sa tulpan i telefon.",
        "De bor på skyddshuset lyktan nu.",
        "Mamma sa: han höll mig mot väggen.",
        "Barn B var också där.",
    ],
)
def test_a_secret_in_a_text_on_the_child_stops_the_report_and_names_the_place(
    desk: Session, planted: str
) -> None:
    told = run(desk, changed(SHELTER, ("w6-children", "child-words", planted)))

    with pytest.raises(ProtectedWordInText) as refusal:
        made(desk, order_for(told))

    assert "w6-children/child-words@1" in refusal.value.describe()
    assert planted not in refusal.value.describe()
    assert tables(desk).documents == {}


LEAKING = "Hon sa att kodordet är tulpan."
WORDS = "w6-children/child-words@1"
CHILD_SAID = "Vad barnet har sagt eller visat"


def test_an_answer_that_repeats_a_secret_can_be_left_out_and_the_report_is_made(desk: Session) -> None:
    told = run(desk, changed(("w6-children", "child-words", LEAKING)))

    document = made(desk, replace(order_for(told), left_out=(WORDS,)))

    assert rows(document)[CHILD_SAID] == ""
    assert "tulpan" not in repr(document.referral)
    assert WORDS in document.left_out
    event = json.loads(tables(desk).audit[-2].body or "")
    assert (event["left_out"], event["own_words"]) == ([WORDS], [])


def test_in_place_of_what_is_left_out_staff_write_in_other_words(desk: Session) -> None:
    told = run(desk, changed(("w6-children", "child-words", LEAKING)))
    wanted = replace(
        order_for(told), left_out=(WORDS,), own_words={"child-said": "Hon kunde ordet för rädd."}
    )

    assert rows(made(desk, wanted))[CHILD_SAID] == "Personalens ord: Hon kunde ordet för rädd."
    with pytest.raises(ProtectedWordInText):
        made(desk, replace(wanted, own_words={"child-said": "Ordet är tulpan."}))
    with pytest.raises(NoPlaceForWords):
        made(desk, replace(wanted, left_out=(), own_words={"child-said": "Något annat."}))


@pytest.mark.parametrize(
    "item", ["w6-children/child-needs-urgent@1", "w6-children/child-words@2", "w9-plan/if-found", "x"]
)
def test_nothing_but_a_text_of_the_document_can_be_left_out(
    desk: Session, told: ScriptRun, item: str
) -> None:
    with pytest.raises(NotLeftOut):
        made(desk, replace(order_for(told), left_out=(item,)))


def test_what_staff_saw_can_be_written_before_it_is_made(desk: Session, told: ScriptRun) -> None:
    document = made(desk, replace(order_for(told), own_words={"what": "Ett blåmärke på armen."}))

    label = "Vad har hänt? Konkreta händelser, sett och hört"
    assert rows(document)[label] == "Personalens ord: Ett blåmärke på armen."
    with pytest.raises(ProtectedWordInText):
        made(desk, replace(order_for(told), own_words={"what": f"Mamman sa: {QUOTE}"}))


def test_a_way_of_contact_of_an_earlier_conversation_stops_the_report_too(desk: Session) -> None:
    told = run(desk, changed(("w6-children", "child-words", "Mormor har 08-123 45 67.")))
    assert made(desk, order_for(told)).document.number
    newer = {**agreements.demo_agreement(), "channel": [_by_phone("08-123 45 67")]}
    agreements.again(desk, told.conversation.screening.person, newer)

    with pytest.raises(ProtectedWordInText) as refusal:
        made(desk, order_for(told))

    assert "w6-children/child-words@1" in refusal.value.describe()


def _by_phone(number: str) -> dict[str, object]:
    channels = agreements.demo_agreement()["channel"]
    assert isinstance(channels, list)
    return {**channels[0], "channel-value": number}


def test_the_board_that_the_conversation_names_is_no_secret_to_itself(desk: Session, told: ScriptRun) -> None:
    assert made(desk, order_for(told)).referral.letterhead.recipient == BOARD
    with pytest.raises(ProtectedWordInText):
        made(desk, replace(order_for(told), registration_number="ring 070-555 01 23"))


def test_the_board_that_got_the_report_may_be_handed_the_person_over_to(
    desk: Session, tmp_path: Path
) -> None:
    text = DEMO.read_text(encoding="utf-8")
    assert text.count(BOARD) > 0
    path = tmp_path / "same.answers.yaml"
    path.write_text(text.replace(BOARD, RECIPIENT), encoding="utf-8")
    told = run(desk, read_script(path))
    school = ("w6-children/child-school@1",)

    handover = order(told, recipient=RECIPIENT, opened=school)

    assert made(desk, handover).referral.letterhead.recipient == RECIPIENT


def test_the_board_that_got_the_report_is_not_offered_as_a_place_of_the_child(
    desk: Session, told: ScriptRun
) -> None:
    offered = compose_choices(desk, told.conversation.screening.id, check=fakes.check_signature).locations

    assert "w6-children/child-school@1" in {one.address for one in offered}
    assert not [one.address for one in offered if "report-recipient" in one.address]


def test_the_file_says_nothing_of_a_report_in_its_name(desk: Session, told: ScriptRun) -> None:
    document = made(desk, order_for(told))

    assert Path(document.file_name).stem == f"handling-{document.document.number}"
    assert "anmäl" not in document.referral.neutral_title.casefold()


def test_the_file_is_sound_for_archive_and_screen_reader(desk: Session, tmp_path: Path) -> None:
    document = make_referral(
        desk, order_for(run(desk)), render=referral_renderer(), check=fakes.check_signature
    )
    path = tmp_path / "report.pdf"
    path.write_bytes(ArchivePdf(PROFILE).archival(document.pdf))

    assert validate_all([path], ("3a", "ua1")) == {path: {"3a": [], "ua1": []}}
