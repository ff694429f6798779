"""What the conversation's presenter does, without Qt: gate, interruption, groups, resume, refusals."""

from dataclasses import dataclass, field, replace

from screening_app.domain.answers import AnswerKey
from screening_app.domain.ids import LinkId, StepId
from screening_app.gui.presenters.conversation import ConversationPresenter
from screening_app.gui.presenters.conversation_models import (
    ClosedPage,
    ClosingPage,
    FrameModel,
    GatePage,
    GroupPage,
    InformPage,
    OutcomePage,
    PlacePage,
    QuestionPage,
)
from screening_app.gui.presenters.screens import Screen
from screening_app.services.conversation import resume_conversation
from screening_app.services.conversation_state import Conversation
from screening_app.services.session import Session
from screening_app.vault.errors import DiskFull
from tests.gui.shell.desk import FakeNavigation
from tests.helpers.fake_records import FakeRecords, FakeUnitOfWork
from tests.services.conftest import ready_to_ask, say

CHILDREN = {"any-child": ["yes"]}
YES = {"controlled": "yes", "hurt": "no", "forced-sex": "no", "money-digital": "no", "afraid": "no"}


@dataclass
class Shown:
    """A view that remembers what it was given."""

    frames: list[FrameModel] = field(default_factory=list)
    screens: list[Screen] = field(default_factory=list)

    def show_screen(self, frame: FrameModel, screen: Screen) -> None:
        """Remember it."""
        self.frames.append(frame)
        self.screens.append(screen)

    @property
    def question(self) -> str:
        """Key of the question shown, or the kind of page."""
        screen = self.screens[-1]
        return screen.question.key if isinstance(screen, QuestionPage) else type(screen).__name__


class FullDisk(FakeRecords):
    """A vault whose disk is full for the moment."""

    full = False

    def write(self) -> FakeUnitOfWork:
        """Refuse while the disk is full."""
        if self.full:
            raise DiskFull
        return super().write()


def present(desk: Session, conversation: Conversation) -> tuple[ConversationPresenter, Shown, FakeNavigation]:
    """Return the presenter of a conversation after its first page showed."""
    view, navigation = Shown(), FakeNavigation()
    presenter = ConversationPresenter(view, desk, conversation.screening.id, navigation)
    presenter.open()
    return presenter, view, navigation


def gate_of(view: Shown) -> GatePage:
    """Return the gate that is shown."""
    screen = view.screens[-1]
    if not isinstance(screen, GatePage):
        raise TypeError(type(screen))
    return screen


def test_a_condition_that_does_not_hold_stays_open_and_is_named(
    desk: Session, conversation: Conversation
) -> None:
    say(desk, conversation, "w1-prepare", {"reason": "routine", "case-kind": "pseudonym"})
    presenter, view, _ = present(desk, conversation)
    for row in gate_of(view).rows:
        presenter.tick(row.key)

    presenter.deny("screen")

    open_rows = [row.key for row in gate_of(view).rows if not row.done]
    assert open_rows == ["screen"]
    assert gate_of(view).missing == "Left: screen turned away"


def test_a_professional_interpreter_asks_for_its_details_before_the_gate_opens(
    desk: Session, conversation: Conversation
) -> None:
    say(desk, conversation, "w1-prepare", {"reason": "routine", "case-kind": "pseudonym"})
    presenter, view, _ = present(desk, conversation)
    for row in gate_of(view).rows:
        presenter.tick(row.key)

    presenter.choose("interpreter", "professional")
    row = next(row for row in gate_of(view).rows if row.key == "interpreter")
    assert not row.done
    assert not any(detail.optional for detail in row.details if detail.key == "interpreter-accepted")
    presenter.choose("interpreter-accepted", "yes")
    presenter.keep("interpreter-language", "dari")
    presenter.go_on()

    assert next(detail.key for detail in row.details) == "interpreter-accepted"
    assert isinstance(view.screens[-1], InformPage)


def test_not_asked_closes_the_conversation_with_its_reason(desk: Session, conversation: Conversation) -> None:
    say(desk, conversation, "w1-prepare", {"reason": "routine", "case-kind": "pseudonym"})
    presenter, view, _ = present(desk, conversation)

    presenter.cannot_ask()
    presenter.not_asked("no-privacy")

    stored = resume_conversation(desk, conversation.screening.id).screening
    assert (stored.outcome, stored.reason) == ("not-asked", "no-privacy")
    assert isinstance(view.screens[-1], ClosedPage)


def test_somebody_walking_in_leads_to_the_gate_and_back_to_the_same_question(
    desk: Session, conversation: Conversation
) -> None:
    say(desk, ready_to_ask(desk, conversation), "w4-ask", {"controlled": "no"})
    presenter, view, _ = present(desk, conversation)
    assert view.question == "hurt"

    presenter.somebody_came()
    open_rows = [row.key for row in gate_of(view).rows if not row.done]
    presenter.tick("alone")
    presenter.go_on()

    assert open_rows == ["alone"]
    assert view.question == "hurt"


def test_after_somebody_left_the_page_comes_back_on_which_they_walked_in(
    desk: Session, conversation: Conversation
) -> None:
    say(desk, ready_to_ask(desk, conversation), "w4-ask", {"controlled": "no", "hurt": "no"})
    presenter, view, _ = present(desk, conversation)
    presenter.go_back()
    presenter.go_back()
    assert view.question == "controlled"

    presenter.somebody_came()
    presenter.tick("alone")
    presenter.go_on()

    assert view.question == "controlled"


def test_a_conversation_is_taken_up_at_the_same_question(desk: Session, conversation: Conversation) -> None:
    ready_to_ask(desk, conversation)
    presenter, view, _ = present(desk, conversation)
    presenter.choose("controlled", "no")
    presenter.choose("hurt", "no")

    _, again, _ = present(desk, conversation)

    assert view.question == again.question == "forced-sex"


def test_a_question_left_out_is_not_shown_again_after_a_lock(
    desk: Session, conversation: Conversation
) -> None:
    ready = say(desk, ready_to_ask(desk, conversation), "w4-ask", YES)
    ready = say(desk, ready, "w4-ask", {"who": ["partner"], "when": ["past-year"]})
    say(
        desk,
        ready,
        "w5-danger",
        {"today": "no", "grave": ["none"], "change": ["none"], "others-now": "no", "own-life": "no"},
    )
    presenter, view, _ = present(desk, conversation)
    presenter.choose("staff-outcome", "no-sign")
    assert view.question == "own-words"
    presenter.go_on()

    _, again, _ = present(desk, conversation)

    assert view.question == again.question == "types"


def test_the_danger_panel_opens_when_danger_today_is_told(desk: Session, conversation: Conversation) -> None:
    ready = say(desk, ready_to_ask(desk, conversation), "w4-ask", YES)
    say(desk, ready, "w4-ask", {"who": ["partner"], "when": ["past-year"]})
    presenter, view, navigation = present(desk, conversation)

    presenter.choose("today", "here")

    assert navigation.went == [("emergency by itself", conversation.screening.id)]
    alarm = view.frames[-1].alarm
    assert alarm is not None
    assert alarm.tone == "danger"


def test_an_entry_is_taken_away_only_when_asked_twice(desk: Session, conversation: Conversation) -> None:
    ready = say(desk, ready_to_ask(desk, conversation), "w4-ask", YES)
    say(desk, ready, "w6-children", CHILDREN)
    presenter, view, _ = present(desk, conversation)
    presenter.open_step("w6-children")
    for number, name in enumerate(("Barn A", "Barn B"), start=1):
        while not isinstance(view.screens[-1], GroupPage):
            presenter.go_to_list()
        presenter.add_instance()
        presenter.keep(f"child-label@{number}", name)
        presenter.go_on()
    while not isinstance(view.screens[-1], GroupPage):
        presenter.go_to_list()

    presenter.remove_instance("child@1")
    asked = view.screens[-1]
    presenter.remove_instance("child@1")

    assert isinstance(asked, GroupPage)
    assert [one.name for one in asked.instances if one.asks_removal] == ["Barn A"]
    left = view.screens[-1]
    assert isinstance(left, GroupPage)
    assert [one.name for one in left.instances] == ["Barn B"]


def test_a_full_disk_shows_its_sentence_and_keeps_the_choice_in_sight(
    desk: Session, conversation: Conversation
) -> None:
    ready_to_ask(desk, conversation)
    records = FullDisk(desk.unit, [desk.user])
    if not isinstance(desk.records, FakeRecords):
        raise TypeError
    records.tables = desk.records.tables
    presenter, view, _ = present(replace(desk, records=records), conversation)

    records.full = True
    presenter.choose("controlled", "yes")

    screen = view.screens[-1]
    banner = view.frames[-1].banner
    assert isinstance(screen, QuestionPage)
    assert screen.question.unsaved == "Not saved."
    assert [one.code for one in screen.question.options if one.chosen] == ["yes"]
    assert banner is not None
    assert banner.text == DiskFull().describe()

    records.full = False
    presenter.choose("controlled", "yes")

    assert view.question == "hurt"


def test_what_is_typed_wrongly_stays_in_its_field_with_a_sentence(
    desk: Session, conversation: Conversation
) -> None:
    say(desk, conversation, "w1-prepare", {"reason": "routine", "case-kind": "pseudonym"})
    presenter, view, _ = present(desk, conversation)
    presenter.open_place("prepare")

    presenter.keep("time-left", "en halvtimme")
    presenter.go_on()

    screen = view.screens[-1]
    question = next(one for one in getattr(screen, "questions", ()) if one.key == "time-left")
    assert question.value == "en halvtimme"
    assert question.error == "Write a whole number, such as 25."


def test_half_a_sentence_is_stored_before_a_lock_and_what_cannot_be_is_told(
    desk: Session, conversation: Conversation
) -> None:
    say(desk, conversation, "w1-prepare", {"reason": "routine", "case-kind": "pseudonym"})
    presenter, _view, _ = present(desk, conversation)
    presenter.open_place("prepare")

    presenter.keep("time-left", "25")
    assert presenter.keep_typed()
    presenter.keep("time-left", "en halvtimme")
    assert not presenter.keep_typed()

    record = resume_conversation(desk, conversation.screening.id).records[StepId("w1-prepare")]
    given = {str(key): answer for key, answer in record.evaluation.answers.given.items()}
    assert given["time-left"].values == (25,)


def test_results_stand_in_their_order_and_never_without_their_line(
    desk: Session, conversation: Conversation
) -> None:
    ready = ready_to_ask(desk, conversation)
    say(desk, ready, "w4-ask", YES | {"hurt": {"absent": "declined"}})
    presenter, view, _ = present(desk, conversation)

    presenter.show_results()

    page = view.screens[-1]
    assert isinstance(page, OutcomePage)
    assert page.standing == "No result means that the situation is without danger."
    score = page.scores[0]
    assert (score.lowest, score.highest) == (1, 2)
    assert "total 1 to 2 of 5" in score.title
    assert "Own wording, not a validated instrument." in score.rule
    assert any("Put down, threatened or controlled: Yes" in flag.evidence for flag in page.flags)


def test_closing_says_what_is_missing_and_leads_there(desk: Session, conversation: Conversation) -> None:
    ready = say(desk, ready_to_ask(desk, conversation), "w4-ask", YES)
    say(desk, ready, "w4-ask", {"who": ["partner"], "when": ["past-year"]})
    presenter, view, _ = present(desk, conversation)
    presenter.open_place("close")
    page = view.screens[-1]
    assert isinstance(page, ClosingPage)
    assert not page.can_close
    assert all(need.can_go for need in page.needs)

    presenter.go_on()

    assert presenter.standing == StepId("w5-danger")


def test_a_duty_is_told_once_and_again_by_its_step_if_that_stays_unfinished(
    desk: Session, conversation: Conversation
) -> None:
    ready = say(desk, ready_to_ask(desk, conversation), "w4-ask", YES)
    say(desk, ready, "w4-ask", {"who": ["partner"], "when": ["past-year"]})
    presenter, view, _ = present(desk, conversation)
    presenter.open_place("close")
    page = view.screens[-1]
    assert isinstance(page, ClosingPage)
    said = [need.text for need in page.needs]
    steps = presenter.conversation.state
    places = [{step for step, _key in need.where} for need in steps.needs]

    assert {step for one in places for step in one} & set(steps.unfinished)
    for need, where in zip(steps.needs, places, strict=True):
        titles = {presenter.conversation.step(step).step.title["en"] for step in where}
        assert not [text for text in said if any(f"“{title}”" in text for title in titles)], need.id
    assert len(said) == len(set(said)) == len(steps.needs) + len(set(steps.unfinished) - set().union(*places))


def test_a_place_with_several_steps_lists_them_and_one_with_one_opens_it(
    desk: Session, conversation: Conversation
) -> None:
    say(desk, ready_to_ask(desk, conversation), "w4-ask", YES)
    presenter, view, _ = present(desk, conversation)

    presenter.open_place("plan")
    assert isinstance(view.screens[-1], PlacePage)
    presenter.open_place("contact")

    assert presenter.standing == StepId("w11-contact")


def test_the_header_shows_the_case_and_never_a_name(desk: Session, conversation: Conversation) -> None:
    _, view, _ = present(desk, conversation)

    assert view.frames[-1].case.startswith("K")
    assert next(place.state for place in view.frames[-1].rail) == "now"


def test_an_answer_given_again_is_not_stored_again(desk: Session, conversation: Conversation) -> None:
    ready_to_ask(desk, conversation)
    presenter, _, _ = present(desk, conversation)
    presenter.choose("controlled", "no")
    before = presenter.conversation.records[StepId("w4-ask")].next_number

    presenter.go_back()
    presenter.choose("controlled", "no")

    record = presenter.conversation.records[StepId("w4-ask")]
    assert record.next_number == before
    assert record.answers.given[AnswerKey(LinkId("controlled"))].values == ("no",)


def test_a_yes_that_was_unsaid_asks_why_before_it_closes(desk: Session, conversation: Conversation) -> None:
    no = dict.fromkeys(YES, "no")
    told = say(desk, ready_to_ask(desk, conversation), "w4-ask", YES)
    say(desk, told, "w4-ask", no)
    presenter, view, _ = present(desk, conversation)
    closing = view.screens[-1]
    assert isinstance(closing, ClosingPage)
    assert "Asked, tells of violence or fear" in closing.why

    presenter.go_on()
    assert view.question == "ClosingPage"
    presenter.write_why("The partner came back into the room.")
    presenter.go_on()

    assert view.question == "ClosedPage"
    assert resume_conversation(desk, conversation.screening.id).screening.outcome == "asked-no"
