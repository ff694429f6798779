"""What the pages of a conversation show: frozen, ready-made sentences (STYLE 3.1)."""

from dataclasses import dataclass
from typing import Literal

QuestionKind = Literal["single", "multiple", "line", "text", "number", "date"]
RailState = Literal["done", "now", "coming", "skipped"]
Tone = Literal["info", "warn", "danger", "note"]


@dataclass(frozen=True, slots=True, kw_only=True)
class OptionModel:
    """One answer to pick.

    Attributes:
        digit: Key that picks it, 0 being the tenth; ``None`` if no key is left.
    """

    code: str
    text: str
    digit: int | None
    chosen: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class QuestionModel:
    """One question with what stands there now.

    Attributes:
        key: Where the answer stands; object name of the widget.
        reasons: Why there may be no answer.
        value: What is written, for the kinds that are typed.
        error: What is wrong with what was typed; empty if nothing is.
        unsaved: Sentence that the choice shown did not reach the disk; empty as a rule.
        searchable: More options than there are keys: offer a search field.
        told: Where it was told earlier what is shown as chosen; empty as a rule.
    """

    key: str
    kind: QuestionKind
    text: str
    help: str = ""
    hint: str = ""
    options: tuple[OptionModel, ...] = ()
    reasons: tuple[OptionModel, ...] = ()
    value: str = ""
    optional: bool = False
    error: str = ""
    unsaved: str = ""
    searchable: bool = False
    told: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class PreparePage:
    """Several short questions of staff on one page, with one confirmation.

    Attributes:
        asked: When the person was last asked, above the questions; empty for never.
        routine: What the unit's routine says of asking: labels and texts, below the questions.
    """

    heading: str
    questions: tuple[QuestionModel, ...]
    notes: tuple[str, ...]
    missing: str
    asked: str = ""
    routine: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class GateRow:
    """A condition of the gate.

    Attributes:
        good: What a tick says, such as "No" to "Is there a child in the room?".
        answer: What stands there; empty while nothing does.
        others: The answers besides the one that a tick gives.
        details: What has to be known besides, because of the answer.
    """

    key: str
    digit: int | None
    text: str
    help: str
    good: str
    good_code: str
    answer: str
    done: bool
    others: tuple[OptionModel, ...]
    details: tuple[QuestionModel, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class GatePage:
    """All conditions on one page; ``reasons`` stands instead once the question cannot be asked.

    Attributes:
        missing: What is left, such as "Left: interpreter and screen"; empty when the gate is open.
        also: What staff may write although nothing was asked.
        then: Which of them is written once the reason is stored.
    """

    heading: str
    lead: str
    rows: tuple[GateRow, ...]
    missing: str
    reasons: QuestionModel | None = None
    also: tuple["PlaceStep", ...] = ()
    then: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class InformPage:
    """What is said before the first question, and the one action that says so."""

    heading: str
    kind: QuestionModel | None
    script: tuple[str, ...]
    notes: tuple[str, ...]
    said: QuestionModel


@dataclass(frozen=True, slots=True, kw_only=True)
class QuestionPage:
    """One question.

    Attributes:
        progress: Such as "Question 1 of 5".
        group: Titles of the groups around it.
        lead: Words to say before it.
        is_said: Whether the text is said to the person; else staff answer it themselves.
        note: For staff; hidden with one key.
        may_skip: Whether one may go on without an answer.
        missing: Why one cannot go on; empty if one can.
    """

    progress: str
    group: str
    lead: tuple[str, ...]
    is_said: bool
    question: QuestionModel
    note: str
    may_skip: bool
    missing: str


@dataclass(frozen=True, slots=True, kw_only=True)
class InstanceModel:
    """One entry of a repeating group, such as a child.

    Attributes:
        open: What is still missing in it; empty if nothing is.
    """

    key: str
    name: str
    open: str
    digit: int | None
    asks_removal: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class GroupPage:
    """The entries of a repeating group."""

    key: str
    heading: str
    instances: tuple[InstanceModel, ...]
    add: str
    missing: str


@dataclass(frozen=True, slots=True, kw_only=True)
class FlagModel:
    """An answer that counts whatever the sum."""

    text: str
    evidence: tuple[str, ...]
    rule: str
    level: str
    urgent: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class ScoreModel:
    """A sum, or the interval it lies in.

    Attributes:
        limits: Where the rule's bands begin, with their names.
        explanation: Which answers are missing and what they can change.
        rule: Limits, source and wording.
        counted: What counted, line by line.
    """

    id: str
    title: str
    lowest: float
    highest: float
    minimum: float
    maximum: float
    limits: tuple[tuple[float, str], ...]
    explanation: str
    rule: str
    counted: tuple[str, ...]
    spoken: str


@dataclass(frozen=True, slots=True, kw_only=True)
class OutcomePage:
    """Results, in the one order that they may have (DESIGN 6, VISUAL 4).

    Attributes:
        unanswered: How many answers are missing; stands beside the heading.
        standing: That no result means that the situation is harmless; once, where it does not scroll away.
    """

    heading: str
    unanswered: str
    flags: tuple[FlagModel, ...]
    scores: tuple[ScoreModel, ...]
    own: tuple[tuple[str, str], ...]
    judgement: QuestionModel | None
    standing: str
    missing: str


@dataclass(frozen=True, slots=True, kw_only=True)
class PlaceStep:
    """A step behind one place of the rail."""

    id: str
    title: str
    state: str
    digit: int | None
    can_open: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class PlacePage:
    """The steps behind one place of the rail, to open one."""

    heading: str
    steps: tuple[PlaceStep, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class NeedModel:
    """Something that closing still needs, and the key that goes there."""

    index: int
    text: str
    digit: int | None
    can_go: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class ClosingPage:
    """What closing needs, what may still be asked, and the one action.

    Attributes:
        say: Words to say at the end.
        dropped: Answers that closing removes because they no longer apply.
        why: Asks why an outcome such as a yes no longer holds; empty where none was unsaid.
        because: What is written there so far.
    """

    heading: str
    outcome: str
    say: tuple[str, ...]
    note: str
    needs: tuple[NeedModel, ...]
    extra: tuple[PlaceStep, ...]
    dropped: tuple[str, ...]
    can_close: bool
    missing: str
    why: str = ""
    because: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class ClosedPage:
    """After closing: what was recorded, and where one may go."""

    heading: str
    outcome: str
    dropped: tuple[str, ...]
    compose_first: bool
    extra: tuple[PlaceStep, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class AfterYesPage:
    """What happens after a yes."""

    heading: str
    lines: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class HandOverAsk:
    """The last question before the person gets the screen."""

    heading: str
    lines: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class RailPlace:
    """A place on the rail."""

    id: str
    title: str
    state: RailState


@dataclass(frozen=True, slots=True, kw_only=True)
class BannerModel:
    """What is said at the top of the page; more than one sentence stand on lines of their own."""

    tone: Tone
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class FrameModel:
    """What stands around every page of a conversation.

    Attributes:
        case: Case number; never a name.
        standing: Stands above a page on which something is confirmed, while it is entered from paper.
        can_hand_over: Whether the person may answer the question shown alone.
        on_paper: It was held on paper, and is entered afterwards.
        saved: When the last answer reached the disk; empty before the first.
        alarm: What calls for action at once; on no page that others in the room may see.
        can_interrupt: Whether "somebody came in" may be said now.
    """

    case: str
    started: str
    rail: tuple[RailPlace, ...]
    saved: str
    banner: BannerModel | None
    alarm: BannerModel | None
    can_go_back: bool
    can_interrupt: bool
    shows_note: bool
    standing: str = ""
    on_paper: bool = False
    can_hand_over: bool = False
