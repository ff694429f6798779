"""What stands around a page: the banner about danger while it holds, and the place as Today counts it."""

from screening_app.services.conversation_state import Conversation
from screening_app.services.session import Session
from tests.gui.conversation.test_presenter import YES, present
from tests.gui.shell.test_desk_presenters import home_of
from tests.services.conftest import SAFE, ready_to_ask, say

AFRAID = "Afraid of today. Do not go on without a plan for the next hours."
WEAPON = "A weapon is at hand, has been used or mentioned."


def test_the_banner_about_danger_goes_with_the_answer_that_raised_it(
    desk: Session, conversation: Conversation
) -> None:
    ready = say(desk, ready_to_ask(desk, conversation), "w4-ask", YES)
    say(desk, ready, "w4-ask", {"who": ["partner"], "when": ["past-year"]})
    presenter, view, _ = present(desk, conversation)
    presenter.choose("today", "yes")
    assert view.frames[-1].alarm is not None
    presenter.go_back()
    assert view.frames[-1].alarm is not None

    presenter.choose("today", "no")

    assert view.question == "grave"
    assert view.frames[-1].alarm is None


def test_the_banner_about_one_danger_stays_while_another_is_taken_back(
    desk: Session, conversation: Conversation
) -> None:
    ready = say(desk, ready_to_ask(desk, conversation), "w4-ask", YES)
    say(desk, ready, "w4-ask", {"who": ["partner"], "when": ["past-year"]})
    presenter, view, _ = present(desk, conversation)
    presenter.choose("today", "yes")
    presenter.choose("grave", "weapon")
    both = view.frames[-1].alarm

    presenter.go_back()
    presenter.choose("today", "no")

    left = view.frames[-1].alarm
    assert both is not None
    assert left is not None
    assert both.text == f"{WEAPON}\n{AFRAID}"
    assert left.text == WEAPON


def test_today_counts_the_places_that_the_rail_shows(desk: Session, conversation: Conversation) -> None:
    told: dict[str, dict[str, object]] = {
        "w1-prepare": {"reason": "routine", "case-kind": "pseudonym"},
        "w2-safe-check": dict(SAFE),
        "w3-inform": {"said": "as-written"},
        "w4-ask": {**YES, "who": ["partner"], "when": ["past-year"]},
        "w5-danger": {"today": "yes"},
        "w5-what-happened": {"injured": "now"},
    }
    for step, answers in told.items():
        conversation = say(desk, conversation, step, answers)
        _presenter, view, _ = present(desk, conversation)
        rail = view.frames[-1].rail

        here = next(at for at, place in enumerate(rail, start=1) if place.state == "now")
        (draft,) = home_of(desk).drafts
        assert (draft.number, draft.total) == (here, len(rail))
    assert "marks" in [place.id for place in rail]
