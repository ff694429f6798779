"""What is done on the page of the body map: placing marks, moving them, choosing between them."""

from collections.abc import Callable

from screening_app.domain.answers import AnswerKey
from screening_app.domain.body import BodySpot, BodyView
from screening_app.engine.marks import mark_items, spot_at
from screening_app.gui.presenters.body_drawing import drawing
from screening_app.gui.presenters.flow import StopKind
from screening_app.gui.presenters.mark_photos import PhotosPresenter
from screening_app.gui.presenters.marks_page import MEASURED, marks_of, panel_of
from screening_app.gui.presenters.walk import Walk
from screening_app.services.conversation_state import Conversation
from screening_app.services.marks import move_mark, place_mark
from screening_app.services.photographs import take_mark_away


class MarksPresenter:
    """Acts on the marks of the page that a conversation stands on.

    Args:
        show: Shows the page as it then is.

    Attributes:
        photos: Acts on the photographs of the chosen mark.
    """

    def __init__(self, walk: Walk, show: Callable[[], None]) -> None:
        self._walk = walk
        self._show_page = show
        self.photos = PhotosPresenter(walk, self._show)

    def _show(self) -> None:
        self.photos.ready()
        self._show_page()
        self._walk.marks.begins = False

    @property
    def _group(self) -> AnswerKey | None:
        stop = self._walk.stop
        return stop.key if stop.kind is StopKind.MARKS else None

    def place(self, spot: str) -> None:
        """Put a new mark at a place, or the chosen one if it is being moved."""
        standing = self._walk.marks
        if standing.moves and standing.chosen is not None:
            self._move(standing.chosen, BodySpot.parse(spot))
        else:
            self._add(BodySpot.parse(spot))

    def place_in(self, region: str) -> None:
        """Give the chosen mark a place in a region that was picked from the list; a new one where none is.

        Args:
            region: View and region, such as ``front:chest-left``.
        """
        name, _, code = region.partition(":")
        view = BodyView(name)
        spot = drawing()[view].free_spot(code, self._taken())
        chosen = self._walk.marks.chosen
        if chosen is None:
            self._add(spot)
        else:
            self._move(chosen, spot)

    def _taken(self) -> list[BodySpot]:
        group = self._group
        items = mark_items(self._walk.asking.evaluation.form.items[group.link_id]) if group else None
        if group is None or items is None:
            return []
        answers = self._walk.asking.evaluation.answers
        found = (spot_at(answers, items, mark.instance) for mark in marks_of(self._walk.asking, group))
        return [spot for spot in found if spot is not None]

    def _add(self, spot: BodySpot) -> None:
        walk, group, step_id = self._walk, self._group, self._walk.stop.step
        if group is None or step_id is None or not walk.store_typed():
            self._show()
            return
        added: list[AnswerKey] = []

        def add() -> Conversation:
            conversation, mark = place_mark(walk.session, walk.conversation, step_id, group, spot)
            added.append(mark)
            return conversation

        if walk.commit(add):
            self._choose(added[0])
        self._stay()

    def _move(self, mark: AnswerKey, spot: BodySpot) -> None:
        walk, step_id = self._walk, self._walk.stop.step
        if step_id is not None and walk.store_typed():
            walk.commit(lambda: move_mark(walk.session, walk.conversation, step_id, mark, spot))
            self._choose(mark)
            walk.marks.panel = panel_of(spot.view)
        self._stay()

    def _choose(self, mark: AnswerKey) -> None:
        standing = self._walk.marks
        standing.chosen, standing.moves, standing.begins = mark, False, True

    def _stay(self) -> None:
        self._walk.stay()
        self._show()

    def pick(self, key: str) -> None:
        """Show the questions of a mark, and the views that it is in."""
        if not self._walk.store_typed():
            self._show()
            return
        mark = AnswerKey.parse(key)
        group = self._group
        items = mark_items(self._walk.asking.evaluation.form.items[group.link_id]) if group else None
        spot = spot_at(self._walk.asking.evaluation.answers, items, mark.instance) if items else None
        if spot is not None:
            self._walk.marks.panel = panel_of(spot.view)
        self._choose(mark)
        self._show()

    def new(self) -> None:
        """Make ready for another mark: none is chosen, the map waits for a place."""
        if self._group is not None and self._walk.store_typed():
            self._walk.marks.chosen, self._walk.marks.moves, self._walk.marks.begins = None, False, True
        self._show()

    def panel(self, code: str) -> None:
        """Show other views."""
        self._walk.marks.panel = code
        self._show()

    def move(self) -> None:
        """Let the next place on the map move the chosen mark; a second time, not."""
        self._walk.marks.moves = not self._walk.marks.moves
        self._show()

    def not_measured(self, code: str) -> None:
        """Say for every measure of the chosen mark why there is none; typed numbers are dropped."""
        walk, mark, group = self._walk, self._walk.marks.chosen, self._group
        if mark is None or group is None:
            return
        for item in walk.asking.evaluation.form.items[group.link_id].item:
            key = AnswerKey(item.link_id, mark.instance)
            if item.type in MEASURED and any(code.endswith(reason.value) for reason in item.absent):
                walk.kept.pop(key, None)
                if not walk.pick_reason(key, code):
                    break
        self._stay()

    def remove(self, key: str) -> None:
        """Take a mark away; the first time only asks, on the page itself."""
        mark = AnswerKey.parse(key)
        walk, step_id = self._walk, self._walk.stop.step
        if walk.removing != mark or step_id is None:
            walk.removing = mark
            self._show()
            return
        walk.removing = None
        for kept in [one for one in walk.kept if one.instance[:1] == mark.instance]:
            walk.kept.pop(kept)
        if walk.commit(lambda: take_mark_away(walk.session, walk.conversation, step_id, mark)):
            walk.marks.chosen, walk.marks.begins = None, True
        self._stay()
