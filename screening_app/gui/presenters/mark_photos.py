"""The photographs of a mark: as the page shows them, and what is done with them (W-8)."""

from collections.abc import Callable
from pathlib import Path

from screening_app.domain.answers import AnswerKey
from screening_app.domain.errors import ScreeningAppError
from screening_app.domain.ids import StepId
from screening_app.gui.presenters.conversation_models import BannerModel
from screening_app.gui.presenters.flow import StopKind
from screening_app.gui.presenters.marks_models import MarksStanding, PhotoModel
from screening_app.gui.presenters.questions import Asking, question_model
from screening_app.gui.presenters.walk import Walk
from screening_app.i18n import gettext as _
from screening_app.services.conversation_state import Conversation
from screening_app.services.photographs import (
    Photograph,
    add_photograph,
    may_photograph,
    photo_group,
    photographs,
    picture_of,
    take_photograph_away,
)
from screening_app.services.ports import Pictures

Work = tuple[Callable[[], bytes], Callable[[bytes], None]]
"""What is done beside the window, and what is done with its outcome."""


def photos_of(
    asking: Asking, mark: AnswerKey, standing: MarksStanding, removing: AnswerKey | None
) -> tuple[PhotoModel, ...]:
    """Return the photographs of a mark, numbered as in the whole conversation."""
    group = asking.evaluation.form.items[mark.link_id]
    inside = photo_group(group)
    own = [one for one in photographs(asking.evaluation, group) if _is_of(one, mark)]
    return tuple(
        PhotoModel(
            key=str(one.entry),
            # Translators: a photograph of a mark on the body; sv "Bild {number}".
            name=_("Picture {number}").format(number=one.number),
            picture=standing.pictures.get(one.sha256, b""),
            problem="" if one.sha256 in standing.pictures else _("This picture cannot be shown."),
            questions=tuple(
                question_model(asking, AnswerKey(item.link_id, one.entry.instance))
                for item in (inside.item if inside is not None else ())
                if item.answer_option
            ),
            asks_removal=one.entry == removing,
        )
        for one in own
    )


def why_no_photos(asking: Asking, mark: AnswerKey) -> str:
    """Return why no photograph can be added; empty if one can, or the form knows none."""
    if photo_group(asking.evaluation.form.items[mark.link_id]) is None:
        return ""
    # Translators: beside the questions about a mark on the body.
    return "" if may_photograph(asking.evaluation, mark) else _("No pictures: there is no consent to them.")


def may_add(asking: Asking, mark: AnswerKey) -> bool:
    """Tell whether a photograph of the mark may be added."""
    return may_photograph(asking.evaluation, mark)


def _is_of(photo: Photograph, mark: AnswerKey) -> bool:
    return photo.entry.instance[: len(mark.instance)] == mark.instance


class PhotosPresenter:
    """Adds photographs, reads those that are to be shown, and takes them away.

    Args:
        show: Shows the page as it then is.
    """

    def __init__(self, walk: Walk, show: Callable[[], None]) -> None:
        self._walk = walk
        self._show = show

    def ready(self) -> None:
        """Read the pictures of the chosen mark, once each."""
        walk, mark, group = self._walk, self._walk.marks.chosen, self._walk.stop.key
        if walk.stop.kind is not StopKind.MARKS or mark is None or group is None:
            return
        held = walk.marks.pictures
        for one in photographs(walk.asking.evaluation, walk.asking.evaluation.form.items[group.link_id]):
            if _is_of(one, mark) and one.sha256 and one.sha256 not in held:
                try:
                    held[one.sha256] = picture_of(walk.session, walk.conversation, one.sha256)
                except ScreeningAppError as error:
                    walk.banner = BannerModel(tone="warn", text=error.describe())

    def begin(self, pictures: Pictures, path: Path) -> Work | None:
        """Return the work beside the window that makes the picture, and what keeps it then.

        Nothing where no mark is chosen or something typed cannot be stored.
        """
        walk = self._walk
        mark, step_id = walk.marks.chosen, walk.stop.step
        if mark is None or step_id is None or not walk.store_typed():
            self._show()
            return None
        walk.banner = BannerModel(tone="note", text=_("The picture is being read."))
        self._show()
        return (lambda: pictures.take_in(path)), (lambda made: self._keep(step_id, mark, made))

    def _keep(self, step_id: StepId, mark: AnswerKey, made: bytes) -> None:
        walk = self._walk

        def add() -> Conversation:
            return add_photograph(walk.session, walk.conversation, step_id, mark, made)[0]

        if walk.commit(add):
            said = _(
                "The picture is kept here, without place and time of the camera. "
                "The file is still where it was: take it away there, and from the camera."
            )
            walk.banner = BannerModel(tone="info", text=said)
        walk.stay()
        self._show()

    def failed(self, error: Exception) -> None:
        """Say why there is no picture."""
        if not isinstance(error, ScreeningAppError):
            raise error
        self._walk.banner = BannerModel(tone="warn", text=error.describe())
        self._show()

    def remove(self, key: str) -> None:
        """Take a photograph away; the first time only asks, on the page itself."""
        walk, entry, step_id = self._walk, AnswerKey.parse(key), self._walk.stop.step
        if walk.removing != entry or step_id is None:
            walk.removing = entry
        else:
            walk.removing = None
            walk.commit(lambda: take_photograph_away(walk.session, walk.conversation, step_id, entry))
            walk.stay()
        self._show()
