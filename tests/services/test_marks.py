"""Marks on the body: place and part at once, a side that nobody changes silently (W-8, story 11)."""

import pytest

from screening_app.domain.access import Role
from screening_app.domain.answers import AbsentReason, Answer, AnswerKey
from screening_app.domain.audit import AuditAction
from screening_app.domain.body import BodySpot
from screening_app.domain.events import EventKind
from screening_app.domain.ids import LinkId, StepId
from screening_app.questionnaire.library import FileFormLibrary
from screening_app.services.body_words import spot_in_words
from screening_app.services.conversation import give_answer, resume_conversation
from screening_app.services.conversation_state import Conversation
from screening_app.services.errors import ChangeRefused, NotAMark, RegionRestricted, RoleDenied
from screening_app.services.marks import (
    may_mark_restricted,
    move_mark,
    name_restricted_roles,
    place_mark,
    restricted_roles,
)
from screening_app.services.paper_words import PaperWords
from screening_app.services.session import Session
from tests.gui.conversation.test_presenter import YES
from tests.helpers import fakes
from tests.services.conftest import ready_to_ask, say

INJURIES = StepId("w8-injuries")
MARKS = AnswerKey(LinkId("mark"))
ARM = BodySpot.parse("front:upper-arm-front-left:770,270")
OTHER_ARM = BodySpot.parse("back:upper-arm-back-right:770,270")
GROIN = BodySpot.parse("front:groin:500,480")


@pytest.fixture
def examined(desk: Session, conversation: Conversation) -> Conversation:
    """Return a conversation in which the person agreed to an examination."""
    return agreed(desk, conversation)


def agreed(desk: Session, conversation: Conversation) -> Conversation:
    """Answer up to the examination."""
    conversation = say(desk, ready_to_ask(desk, conversation), "w4-ask", YES)
    conversation = say(desk, conversation, "w4-ask", {"who": ["partner"], "when": ["past-year"]})
    conversation = say(desk, conversation, "w5-danger", {"today": "no"})
    conversation = say(desk, conversation, "w5-what-happened", {"injured": "now"})
    return say(desk, conversation, "w8-injuries", {"exam-consent": "yes-all", "photo-consent": "no"})


def said(conversation: Conversation, key: str) -> str | None:
    """Return what stands at a question of the injuries."""
    answer = conversation.records[INJURIES].answers.given.get(AnswerKey.parse(key))
    return None if answer is None else str(answer.values[0])


def side(desk: Session, conversation: Conversation, mark: AnswerKey, code: str) -> Conversation:
    """Say the side of a mark."""
    key = AnswerKey(LinkId("mark-side"), mark.instance)
    return give_answer(desk, conversation, INJURIES, key, Answer(values=(code,)))


def test_a_mark_is_placed_with_its_part_and_without_a_side(desk: Session, examined: Conversation) -> None:
    after, mark = place_mark(desk, examined, INJURIES, MARKS, ARM)

    assert (said(after, "mark-place@1"), said(after, "mark-region@1")) == (str(ARM), "upper-arm")
    assert said(after, "mark-side@1") is None
    assert AnswerKey(LinkId("mark-side"), mark.instance) in after.records[INJURIES].evaluation.missing
    again = resume_conversation(desk, after.screening.id)
    assert again.records[INJURIES].answers == after.records[INJURIES].answers


def test_story_11_a_mark_lacks_place_type_side_and_size_until_each_is_said(
    desk: Session, examined: Conversation
) -> None:
    after, _ = place_mark(desk, examined, INJURIES, MARKS, ARM)
    missing = {key.link_id for key in after.records[INJURIES].evaluation.missing if key.instance == (1,)}

    assert missing >= {"mark-side", "mark-type", "mark-length", "mark-width"}
    for name in ("mark-length", "mark-width"):
        unmeasured = Answer(absent=AbsentReason.UNKNOWN)
        after = give_answer(desk, after, INJURIES, AnswerKey(LinkId(name), (1,)), unmeasured)
    left = {key.link_id for key in after.records[INJURIES].evaluation.missing if key.instance == (1,)}
    assert not left & {"mark-length", "mark-width"}
    form = after.records[INJURIES].evaluation.form
    assert all(
        form.items[LinkId(name)].required
        for name in ("mark-place", "mark-type", "mark-side", "mark-length", "mark-width")
    )


def test_a_side_that_is_not_the_maps_is_refused(desk: Session, examined: Conversation) -> None:
    after, mark = place_mark(desk, examined, INJURIES, MARKS, ARM)

    with pytest.raises(ChangeRefused) as refused:
        side(desk, after, mark, "right")

    assert refused.value.params["issue"] == "answer/other-side"
    assert said(side(desk, after, mark, "left"), "mark-side@1") == "left"


def test_a_place_on_the_other_side_is_refused_as_an_answer(desk: Session, examined: Conversation) -> None:
    after, mark = place_mark(desk, examined, INJURIES, MARKS, ARM)
    after = side(desk, after, mark, "left")
    key = AnswerKey(LinkId("mark-place"), mark.instance)

    with pytest.raises(ChangeRefused):
        give_answer(desk, after, INJURIES, key, Answer(values=(str(OTHER_ARM),)))


def test_moving_a_mark_across_asks_for_its_side_anew(desk: Session, examined: Conversation) -> None:
    after, mark = place_mark(desk, examined, INJURIES, MARKS, ARM)
    after = side(desk, after, mark, "left")

    after = move_mark(desk, after, INJURIES, mark, OTHER_ARM)

    assert said(after, "mark-place@1") == str(OTHER_ARM)
    assert said(after, "mark-side@1") is None
    with desk.records.read() as uow:
        history = uow.screenings.history(after.screening.id, access=desk.access)
    cleared = [event.change for event in history if event.change and event.change.kind is EventKind.CLEARED]
    assert [change.key for change in cleared] == [AnswerKey(LinkId("mark-side"), (1,))]


def test_moving_within_a_side_keeps_what_was_said(desk: Session, examined: Conversation) -> None:
    after, mark = place_mark(desk, examined, INJURIES, MARKS, ARM)
    after = side(desk, after, mark, "left")

    after = move_mark(desk, after, INJURIES, mark, BodySpot.parse("back:buttock-left:300,480"))

    assert (said(after, "mark-side@1"), said(after, "mark-region@1")) == ("left", "buttock")


def test_a_refused_placing_stores_nothing(desk: Session, examined: Conversation) -> None:
    no = say(desk, examined, "w8-injuries", {"exam-consent": "no"})

    with pytest.raises(ChangeRefused):
        place_mark(desk, no, INJURIES, MARKS, ARM)

    assert resume_conversation(desk, no.screening.id).records[INJURIES].answers.instances == {}


def test_only_a_group_with_a_map_holds_marks(desk: Session, conversation: Conversation) -> None:
    conversation = say(desk, ready_to_ask(desk, conversation), "w4-ask", YES)
    with pytest.raises(NotAMark):
        place_mark(desk, conversation, StepId("w6-children"), AnswerKey(LinkId("child")), ARM)


def test_the_restricted_region_is_for_roles_that_a_method_lead_has_named(
    desk: Session, examined: Conversation
) -> None:
    with pytest.raises(RegionRestricted):
        place_mark(desk, examined, INJURIES, MARKS, GROIN)
    records = desk.records
    assert isinstance(records, fakes.FakeRecords)
    lead = fakes.session(desk.forms, records=records, as_user=fakes.user("lead", Role.METHOD_LEAD))

    name_restricted_roles(lead, [Role.STAFF])

    assert restricted_roles(desk) == {Role.STAFF}
    assert may_mark_restricted(desk)
    assert not may_mark_restricted(lead)
    after, _ = place_mark(desk, examined, INJURIES, MARKS, GROIN)
    assert said(after, "mark-region@1") == "genital"
    with records.read() as uow:
        assert [event.action for event in uow.audit.events()][-1] == AuditAction.SETTING_CHANGED


def test_nobody_else_names_the_roles_and_none_that_opens_no_records(desk: Session) -> None:
    with pytest.raises(RoleDenied):
        name_restricted_roles(desk, [Role.STAFF])
    records = desk.records
    assert isinstance(records, fakes.FakeRecords)
    lead = fakes.session(desk.forms, records=records, as_user=fakes.user("lead", Role.METHOD_LEAD))
    with pytest.raises(RoleDenied):
        name_restricted_roles(lead, [Role.ADMINISTRATOR])
    assert restricted_roles(desk) == frozenset()


def test_a_place_is_read_in_words_on_paper(desk: Session, library: FileFormLibrary) -> None:
    packs = library.packs("se")
    item = library.find_questionnaire("injury")
    place = next(one for group in item.item for one in group.item if one.link_id == "mark-place")

    assert PaperWords(packs, "sv").value(place, str(ARM)) == "Överarm, framsida, vänster"
    assert PaperWords(packs, "en").value(place, str(GROIN)) == "Genital area"
    assert spot_in_words(packs.glossary, "what an old form took", "en") == "what an old form took"
