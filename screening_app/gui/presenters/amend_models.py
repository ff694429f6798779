"""What the page on correcting an answer shows, stage by stage."""

from dataclasses import dataclass

from screening_app.gui.presenters.conversation_models import QuestionModel


@dataclass(frozen=True, slots=True, kw_only=True)
class AnswerRow:
    """An answer that can be corrected.

    Attributes:
        code: Where it stands.
        second: The answer, or that it is shown once chosen.
    """

    code: str
    text: str
    second: str


@dataclass(frozen=True, slots=True, kw_only=True)
class AnswersOfStep:
    """The answers of a step."""

    title: str
    rows: tuple[AnswerRow, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ChooseModel:
    """Every answer that can be corrected.

    Attributes:
        lead: Which conversation it is, and what a correction is.
    """

    lead: str
    steps: tuple[AnswersOfStep, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class AskModel:
    """One question with what stands there, and room for the reason.

    Attributes:
        place: Step and entry that it belongs to.
        stands: What stands there now, a sentence.
    """

    place: str
    question: QuestionModel
    stands: str
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """Sentences under a heading; whether they call for action at once."""

    title: str
    lines: tuple[str, ...]
    urgent: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class ConfirmModel:
    """The correction as a whole, before it is made, with what it brings.

    Attributes:
        facts: Labels and texts: what stands, what is to stand, why.
        told: What follows, urgent ones first; then what was given out before.
    """

    question: str
    facts: tuple[tuple[str, str], ...]
    told: tuple[Told, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class DoneModel:
    """What was made of it."""

    told: tuple[Told, ...]
