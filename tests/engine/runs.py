"""A small pathway, and runs of it, to test the rules of FORMS 5 on."""

from collections.abc import Callable, Mapping

from screening_app.domain.ids import StepId
from screening_app.engine.circumstances import Circumstances
from screening_app.engine.evaluation import Evaluation
from screening_app.engine.pathway import (
    CompiledPathway,
    PathwayState,
    StepState,
    compile_pathway,
    evaluate_pathway,
)
from screening_app.questionnaire.pathway import Pathway
from tests.helpers.scenario import (
    TODAY,
    Scenario,
    band,
    choice,
    group,
    item,
    small_form,
    total,
)

Body = dict[str, object]

CHECK = small_form(
    url="https://example.org/check",
    audience="staff",
    item=[choice("alone"), choice("why-not", "time", "other")],
)
ASK = small_form(
    url="https://example.org/ask",
    item=[choice("hurt", required=True)],
    score=[total("hurt", range=[0, 1], band=[band("none", 0, 0), band("some", 1, 1)])],
)
NOTE = small_form(url="https://example.org/note", audience="staff", item=[choice("seen", required=True)])
CHILDREN = small_form(
    url="https://example.org/children",
    audience="staff",
    item=[
        group(
            "child",
            item("label", "string"),
            choice("decision", required=True),
            group("toy", choice("broken"), repeats=True),
            repeats=True,
        )
    ],
)
FORMS = {form.canonical: form for form in (CHECK, ASK, NOTE, CHILDREN)}
HURT = {"question": "ask/hurt", "is": "yes"}


def step(step_id: str, form: str | None = None, **more: object) -> Body:
    """Return a step with a form, or with a panel."""
    content: Body = {"questionnaire": f"https://example.org/{form}|1.0.0"} if form else {"panel": "plan"}
    return {"id": step_id, "title": {"en": step_id}, "rail": "ask", "optional": False, **content, **more}


def outcome(name: str, when: object, **more: object) -> Body:
    """Return an outcome rule."""
    return {"id": name, "when": when, "text": {"en": name}, **more}


def closing(name: str, must: object, **more: object) -> Body:
    """Return a closing rule for a yes."""
    return {"id": name, "outcome": ["yes"], "must": must, "text": {"en": f"{name}: {{names}}."}, **more}


CHECKED = {"must": {"question": "check/alone", "is": "yes"}, "else": "not-asked"}
STEPS: list[Body] = [
    step("check", "check"),
    step("ask", "ask", gate=CHECKED),
    step("panel", optional=True),
    step("note", "note", when={"not": {"defined": "hurt"}}, optional=True),
    step("children", "children", when={"defined": "hurt"}, optional=True),
    step("again", "ask", optional=True),
]
OUTCOMES: list[Body] = [
    outcome("yes", {"any": [{"defined": "hurt"}, {"question": "again/hurt", "is": "yes"}]}),
    outcome("no", {"band": "ask/total", "is": "none"}),
    outcome("not-asked", {"question": "check/why-not", "answered": True}, reason="check/why-not"),
]
DECIDED = {
    "all": [
        {"some": "children/child", "holds": {"question": "children/decision", "answered": True}},
        {"every": "children/child", "holds": {"question": "children/decision", "answered": True}},
    ]
}


def pathway(**body: object) -> CompiledPathway:
    """Return the pathway with some of its parts replaced."""
    whole: Body = {
        "url": "https://example.org/pathway",
        "version": "1.0.0",
        "status": "active",
        "title": {"en": "Pathway"},
        "languages": ["en"],
        "provenance": NOTE.questionnaire.provenance.model_dump(),
        "regime": ["HSL_PUBLIC"],
        "define": {"hurt": HURT},
        "step": STEPS,
        "outcome": OUTCOMES,
        **body,
    }
    return compile_pathway(Pathway.model_validate(whole), FORMS)


PATHWAY = pathway()


class Run:
    """A conversation: answers by step, and what follows."""

    def __init__(self, compiled: CompiledPathway = PATHWAY, *, age: int | None = None) -> None:
        self.compiled = compiled
        self.age = age
        self.evaluations: dict[StepId, Evaluation] = {}

    def give(self, step_id: str, answers: Mapping[str, object]) -> "Run":
        """Answer a whole step."""
        form = self.compiled.forms_by_step[StepId(step_id)]
        return self.put(step_id, Scenario.of(form, answers, age=self.age))

    def put(self, step_id: str, response: Scenario) -> "Run":
        """Hand in a response to a step."""
        self.evaluations[StepId(step_id)] = response.now
        return self

    def state(self, *, off: str = "", unavailable: str = "") -> PathwayState:
        """Return the conversation as it stands."""
        return evaluate_pathway(
            self.compiled,
            self.evaluations,
            Circumstances(TODAY, self.age),
            switched_off=frozenset(map(StepId, off.split())),
            unavailable=frozenset(map(StepId, unavailable.split())),
        )


def names(state: PathwayState, chosen: Callable[[StepState], bool]) -> list[str]:
    """Return the steps for which something holds."""
    return [one.step.id for one in state.steps if chosen(one)]


def reachable(state: PathwayState) -> list[str]:
    """Return the steps that can be reached."""
    return names(state, lambda one: one.reachable)


def outcome_of(state: PathwayState) -> str | None:
    """Return the outcome's id."""
    return state.outcome.id if state.outcome else None
