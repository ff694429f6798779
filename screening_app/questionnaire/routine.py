"""A unit's own routine: steps of its own in a pathway that ships, added and never in place of others.

A step that is added can be left out in any conversation, and no gate, outcome or closing duty reads it: so
all that the pathway's own rules say stays as it was checked (DESIGN 6: no unit removes a gate).
"""

from collections.abc import Iterable

from pydantic import Field

from screening_app.domain.ids import Canonical, StepId
from screening_app.questionnaire.errors import FormError
from screening_app.questionnaire.grammar import model_of
from screening_app.questionnaire.loader import parse_pathway, refusal
from screening_app.questionnaire.model import Sentence
from screening_app.questionnaire.pathway import Pathway, Step
from screening_app.questionnaire.predicate import Node, Predicate
from screening_app.questionnaire.source import Row, Source
from screening_app.questionnaire.writer import in_one_line

ROUTINE = "routine.yaml"
"""Name of the file, in the folder of the unit's own forms."""


class AddedStep(Node):
    """A step with a form of the unit's own; it stands at the place on the rail of the step before it.

    Attributes:
        when: Reads steps before it, or what the pathway defines.
    """

    id: StepId
    title: Sentence
    questionnaire: Canonical
    when: Predicate | None = None


class Addition(Node):
    """One step for one pathway.

    Attributes:
        pathway: Its url: a newer version of the pathway has the step too.
        after: Id of the step that it follows.
    """

    pathway: str
    after: StepId
    step: AddedStep


class Routine(Node):
    """What a unit adds to its pathways, in order."""

    version: str
    languages: tuple[str, ...] = Field(min_length=1)
    add: tuple[Addition, ...] = Field(min_length=1)


def routine_of(source: Source) -> Routine:
    """Return the routine of a file.

    Raises:
        FormError: If it has a mistake.
    """
    routine, findings = model_of(Routine, source)
    if routine is None or source.findings:
        raise refusal(source.findings + findings)
    return routine


class CannotAdd(ValueError):
    """The pathway has no place for the step.

    Attributes:
        code: Of the rule that is broken.
        params: For its sentence.
    """

    def __init__(self, code: str, **params: str) -> None:
        super().__init__(code)
        self.code, self.params = code, params


def with_steps(pathway: Pathway, additions: Iterable[Addition]) -> Pathway:
    """Return the pathway with the steps that are meant for it, as if its file had them.

    Raises:
        CannotAdd: If one has no place in it, or breaks a rule of pathways.
    """
    done = pathway
    for addition in additions:
        if addition.pathway == pathway.url:
            done = _with_step(done, addition)
    return done


def _with_step(pathway: Pathway, addition: Addition) -> Pathway:
    ids = [step.id for step in pathway.step]
    if addition.after not in ids:
        raise CannotAdd("added-after-nothing", step=addition.after)
    before = pathway.step[ids.index(addition.after)]
    added = addition.step
    step = Step(
        id=added.id,
        title=added.title,
        rail=before.rail,
        questionnaire=added.questionnaire,
        when=added.when,
        optional=True,
    )
    text = _inserted(pathway.source_text, ids.index(addition.after), in_one_line(step))
    try:
        return parse_pathway(text, pathway.canonical)
    except FormError as error:
        raise CannotAdd(error.finding.code, **dict(error.finding.params)) from None


def _inserted(text: str, index: int, step: str) -> str:
    """Return the text of a pathway with a step after the one at a position."""
    root = Source(text, "").root
    steps = root["step"]
    lines = text.splitlines(keepends=True)
    if not isinstance(steps, Row):  # a pathway that was loaded has steps
        raise TypeError
    first = lines[steps.lines[index] - 1]
    indent = first[: len(first) - len(first.lstrip())]
    following = [line for line in (*steps.lines[index + 1 : index + 2], *root.lines.values())]
    at = min((line for line in following if line > steps.lines[index]), default=len(lines) + 1)
    if lines and not lines[-1].endswith("\n"):
        lines[-1] += "\n"
    return "".join([*lines[: at - 1], f"{indent}- {step}\n", *lines[at - 1 :]])
