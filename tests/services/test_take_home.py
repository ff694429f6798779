"""The exposed person takes something home, or not (W-9, D-5, story 12)."""

import json
from dataclasses import dataclass, field, replace

import pytest

from screening_app.domain.audit import AuditAction
from screening_app.domain.document import OwnPaper
from screening_app.domain.errors import PersonNotFound
from screening_app.domain.ids import ScreeningId
from screening_app.questionnaire.library import FileFormLibrary
from screening_app.services.errors import ConversationNotClosed
from screening_app.services.session import Session
from screening_app.services.take_home import (
    AddressOfTheNet,
    HeadingMissing,
    NothingToTake,
    NotSafeToTake,
    OwnOrder,
    TakeHome,
    TellingWord,
    keep_choice,
    make_own_paper,
    plan_choices,
    show_own_paper,
)
from tests.helpers import fakes
from tests.helpers.agreements import agreed, person_of, planned, script
from tests.services.test_referral import tables


@dataclass
class Press:
    """Keeps what it is to set."""

    papers: list[OwnPaper] = field(default_factory=list)

    def __call__(self, paper: OwnPaper) -> bytes:
        self.papers.append(paper)
        return b"%PDF " + paper.heading.encode()


@pytest.fixture
def screening(desk: Session) -> ScreeningId:
    """Return a closed conversation with a plan."""
    return agreed(desk, planned()).conversation.screening.id


def card(screening: ScreeningId, **changes: object) -> OwnOrder:
    """Return an order for a card that may be printed."""
    whole = OwnOrder(
        screening=screening,
        what=TakeHome.CARD,
        safe=True,
        talked=True,
        wanted=True,
        heading="Att handla",
        lines=("Mjölk", "Ring Eva 070-740 00 01"),
    )
    return replace(whole, **changes)  # type: ignore[arg-type]


def sheet(screening: ScreeningId, *parts: str, **changes: object) -> OwnOrder:
    """Return an order for a sheet that may be printed."""
    return card(screening, what=TakeHome.PAPER, parts=parts, lines=(), **changes)


def make(desk: Session, order: OwnOrder) -> Press:
    """Make it, and return what was set."""
    press = Press()
    make_own_paper(desk, order, render=press, check=fakes.check_signature)
    return press


def bodies(desk: Session, *actions: AuditAction) -> list[dict[str, object]]:
    """Return what the chain says of these actions."""
    return [json.loads(one.body or "") for one in tables(desk).audit if one.action in actions]


def notes(desk: Session) -> list[dict[str, object]]:
    """Return the choices that were kept."""
    bodies = [json.loads(one.body or "") for one in tables(desk).notes]
    return [one for one in bodies if one["kind"] == "take-home"]


def test_only_spoken_prints_nothing_and_keeps_the_choice(desk: Session, screening: ScreeningId) -> None:
    keep_choice(desk, screening, TakeHome.SPOKEN)

    assert [one["what"] for one in notes(desk)] == ["oral"]
    assert bodies(desk, AuditAction.PLAN_KEPT) == [{"what": "oral"}]
    assert tables(desk).documents == {}
    assert bodies(desk, AuditAction.DOCUMENT_DECIDED, AuditAction.EXPORTED) == []


def test_who_keeps_it_is_a_note_and_not_in_the_chain(desk: Session, screening: ScreeningId) -> None:
    keep_choice(desk, screening, TakeHome.TRUSTED, trusted=" Systern Eva ")

    assert [one["with"] for one in notes(desk)] == ["Systern Eva"]
    assert "Eva" not in "".join(event.body or "" for event in tables(desk).audit)


def test_what_was_said_in_the_conversation_is_offered_and_not_asked_for_again(
    desk: Session, screening: ScreeningId
) -> None:
    choices = plan_choices(desk, screening, check=fakes.check_signature)

    assert (choices.what, choices.heading) == (TakeHome.CARD, "Att handla")
    assert choices.questions[0]["sv"] == "Är det säkert att ta hem?"
    assert [part.id for part in choices.parts] == ["ways", "people", "bag", "strength"]


@pytest.mark.parametrize("open_question", ["safe", "talked", "wanted"])
@pytest.mark.parametrize("what", [TakeHome.CARD, TakeHome.PAPER])
def test_each_of_the_three_questions_stops_the_print(
    desk: Session, screening: ScreeningId, what: TakeHome, open_question: str
) -> None:
    order = card(screening, what=what, parts=("bag",), **{open_question: False})

    with pytest.raises(NotSafeToTake):
        make(desk, order)

    assert (tables(desk).documents, notes(desk)) == ({}, [])


@pytest.mark.parametrize("what", [TakeHome.SPOKEN, TakeHome.TRUSTED])
def test_what_is_not_printed_cannot_be_printed(desk: Session, screening: ScreeningId, what: TakeHome) -> None:
    with pytest.raises(NothingToTake):
        make(desk, card(screening, what=what))


def test_a_card_carries_the_heading_and_lines_and_nothing_else(desk: Session, screening: ScreeningId) -> None:
    (paper,) = make(desk, card(screening, heading="  Att   handla ", lines=("Mjölk", "", "  "))).papers

    assert (paper.heading, paper.lines, paper.sections, paper.card) == ("Att handla", ("Mjölk",), (), True)
    assert paper.neutral_title == "lista"


def test_it_is_on_record_as_an_own_document_without_what_stands_on_it(
    desk: Session, screening: ScreeningId
) -> None:
    make(desk, card(screening))

    (decided,) = bodies(desk, AuditAction.DOCUMENT_DECIDED)
    assert (decided["kind"], decided["log_as"], decided["what"]) == ("plan", "own-document", "card")
    assert len(bodies(desk, AuditAction.EXPORTED)) == 1
    chain = "".join(event.body or "" for event in tables(desk).audit)
    assert not any(said in chain for said in ("handla", "Mjölk", "Eva"))
    (document,) = tables(desk).documents.values()
    assert (document.recipient, document.classes, document.copy) == ("own-document", (), 1)
    assert [one["what"] for one in notes(desk)] == ["card"]


@pytest.mark.parametrize(
    "word",
    ["Våldsutsatt", "polisen", "Kvinnohuset", "nattjouren", "skyddat", "police", "refuge", "ABUSE", "victim"],
)
def test_a_telling_word_in_heading_or_line_stops_it_and_names_the_place(
    desk: Session, screening: ScreeningId, word: str
) -> None:
    with pytest.raises(TellingWord) as heading:
        make(desk, card(screening, heading=word))
    with pytest.raises(TellingWord) as line:
        make(desk, card(screening, lines=("Mjölk", f"ring {word} i kväll")))

    assert heading.value.params["where"] == "Heading"
    assert line.value.params["where"] == "Line 2"
    assert tables(desk).documents == {}


@pytest.mark.parametrize(
    "line", ["www.exempel.nu", "https://exempel.example", "eva@exempel.se", "se kvinna.se", "exempel.org"]
)
def test_an_address_of_the_net_stops_it(desk: Session, screening: ScreeningId, line: str) -> None:
    with pytest.raises((AddressOfTheNet, TellingWord)):
        make(desk, card(screening, lines=(line,)))


@pytest.mark.parametrize("number", ["020-50 50 50", "020505050", "020 / 50 50 50", "0 2 0 5 0 5 0 5 0"])
def test_the_number_of_a_help_line_stops_it_however_it_is_written(
    desk: Session, screening: ScreeningId, number: str
) -> None:
    with pytest.raises(TellingWord):
        make(desk, card(screening, lines=(number,)))


@pytest.mark.parametrize("line", ["Ring 112", "Eva 070-740 00 01", "kl. 9.30", "Fotboll, t.ex. lördag"])
def test_everyday_lines_are_left_alone(desk: Session, screening: ScreeningId, line: str) -> None:
    (paper,) = make(desk, card(screening, lines=(line,))).papers

    assert paper.lines == (line,)


def test_without_a_heading_or_without_a_line_there_is_no_card(desk: Session, screening: ScreeningId) -> None:
    with pytest.raises(HeadingMissing):
        make(desk, card(screening, heading="  "))
    with pytest.raises(NothingToTake):
        make(desk, card(screening, lines=(" ",)))
    with pytest.raises(NothingToTake):
        make(desk, sheet(screening))


def test_a_sheet_holds_the_parts_that_were_chosen_and_no_hiding_place_or_weapon(
    desk: Session, screening: ScreeningId
) -> None:
    (paper,) = make(desk, sheet(screening, "ways", "people", "bag", "strength")).papers

    text = "\n".join(line.text for one in paper.sections for row in one.rows for line in row.lines)
    assert "altanen" in text
    assert "nycklar" in text
    assert "Promenader" in text
    assert not any(said in text for said in ("källarförrådet", "Jaktgeväret", "070-555 01 23", "tulpan"))
    (one,) = make(desk, sheet(screening, "bag")).papers
    assert [section.heading for section in one.sections] == ["Att ta med"]


def test_what_was_left_open_is_no_line_on_the_sheet(desk: Session, screening: ScreeningId) -> None:
    (paper,) = make(desk, sheet(screening, "ways")).papers

    labels = " ".join(line.text for row in paper.sections[0].rows for line in row.lines)
    assert "Väg och bästa tid" not in labels


def test_a_telling_word_in_the_plan_stops_the_sheet_and_names_the_part(desk: Session) -> None:
    run = agreed(desk, planned(numbers="Polisen under namnet Lisa"))

    with pytest.raises(TellingWord) as stopped:
        make(desk, sheet(run.conversation.screening.id, "people", "bag"))

    assert stopped.value.params["where"] == "Människor"
    make(desk, sheet(run.conversation.screening.id, "bag"))


def test_looking_at_it_first_leaves_no_document_and_asks_nothing(
    desk: Session, screening: ScreeningId
) -> None:
    press = Press()

    show_own_paper(desk, card(screening, safe=False, wanted=False), render=press, check=fakes.check_signature)

    assert len(press.papers) == 1
    assert (tables(desk).documents, notes(desk)) == ({}, [])


def test_it_is_made_of_closed_conversations_within_reach_only(desk: Session) -> None:
    open_run = agreed(desk, script(close=False))
    with pytest.raises(ConversationNotClosed):
        make(desk, card(open_run.conversation.screening.id))
    closed = agreed(desk, planned())
    tables(desk).relations.discard((desk.user.id, person_of(closed)))

    with pytest.raises(PersonNotFound):
        make(desk, card(closed.conversation.screening.id))
    with pytest.raises(PersonNotFound):
        keep_choice(desk, closed.conversation.screening.id, TakeHome.SPOKEN)


@pytest.mark.parametrize("country", ["se", "gb"])
def test_every_country_asks_the_three_questions(library: FileFormLibrary, country: str) -> None:
    kind = library.packs(country).documents.document("plan")

    assert [bool(kind.sentence(name)) for name in ("ask-safe", "ask-each-time", "ask-wants")] == [True] * 3
    assert (kind.header, kind.stamp, kind.logo, kind.qr) == (False, False, False, False)
