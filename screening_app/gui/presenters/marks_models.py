"""What the page of the body map shows: frozen, ready-made sentences (STYLE 3.1)."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from screening_app.domain.answers import AnswerKey
from screening_app.domain.body import BodySpot, BodyView
from screening_app.gui.presenters.conversation_models import OptionModel, QuestionModel


@dataclass(frozen=True, slots=True, kw_only=True)
class MarkRow:
    """A mark on the body, in the list and on the map.

    Attributes:
        size: Such as "40 × 25 mm"; that it was not measured; empty while nothing is said.
        spot: Where it is; ``None`` if an older form did not ask.
        open: What is still missing in it; empty if nothing is.
    """

    key: str
    number: int
    title: str
    size: str
    spot: BodySpot | None
    open: str
    chosen: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class PhotoModel:
    """A photograph of the mark that is chosen.

    Attributes:
        name: Such as "Picture 3".
        picture: The picture itself, made by us; empty if it cannot be shown.
        problem: Why it cannot be shown.
    """

    key: str
    name: str
    picture: bytes = field(repr=False)
    problem: str
    questions: tuple[QuestionModel, ...]
    asks_removal: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class MarkEditor:
    """What is asked of the mark that is chosen.

    Attributes:
        region: View and region that it is in, such as ``front:chest-left``; empty for none.
        side_note: Which side the map says, to be said again by somebody.
        side: The question of the side; ``None`` in a form without one.
        measures: Lengths, each a number.
        unmeasured: Reasons that stand for all measures at once.
        moves: Whether the next place on the map moves it.
        no_photos: Why no photograph can be added; empty if one can, or the form knows none.
    """

    key: str
    heading: str
    region: str
    side_note: str
    side: QuestionModel | None
    questions: tuple[QuestionModel, ...]
    measures: tuple[QuestionModel, ...]
    unmeasured: tuple[OptionModel, ...]
    moves: bool
    asks_removal: bool
    photos: tuple[PhotoModel, ...]
    may_photograph: bool
    no_photos: str


@dataclass(frozen=True, slots=True, kw_only=True)
class MarksPage:
    """The body map with the marks beside it (VISUAL 13).

    Attributes:
        views: The views shown, row by row.
        titles: What stands above each view: at its viewer's left, in its middle, and at its right.
        regions: Every region that may be marked, by view and region, in words.
        panels: Which views may be shown, to pick.
        whose: That left and right are the person's own.
        begins: Whether another mark is shown than before, so that the focus goes to it.
    """

    key: str
    heading: str
    views: tuple[tuple[BodyView, ...], ...]
    titles: Mapping[BodyView, tuple[str, str, str]]
    regions: Mapping[str, str]
    panels: tuple[OptionModel, ...]
    marks: tuple[MarkRow, ...]
    editor: MarkEditor | None
    whose: str
    missing: str
    begins: bool


@dataclass(slots=True)
class MarksStanding:
    """What is shown of the marks; the one of these models that changes.

    Attributes:
        chosen: The mark whose questions are shown.
        panel: Which views are shown.
        moves: Whether the next place on the map moves the chosen mark.
        begins: Whether the focus goes to the chosen mark when the page is shown next.
        pictures: Photographs that were shown, by digest: each is read from the vault once.
    """

    chosen: AnswerKey | None = None
    panel: str = "body"
    moves: bool = False
    begins: bool = False
    pictures: dict[str, bytes] = field(default_factory=dict, repr=False)
