"""A conversation of a vignette walked at the keyboard, whatever its pathway and outcome."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

import yaml

from screening_app.domain.access import Regime
from screening_app.domain.answers import AnswerKey
from screening_app.domain.person import CaseKind
from screening_app.gui.presenters.conversation_models import (
    ClosedPage,
    ClosingPage,
    GatePage,
    GroupPage,
    InformPage,
    OutcomePage,
    PreparePage,
    QuestionModel,
    QuestionPage,
)
from screening_app.gui.presenters.screens import Screen
from screening_app.gui.tour.typist import Lost, Typist
from screening_app.questionnaire.library import FileFormLibrary
from screening_app.services.begin import begin_with_new
from screening_app.services.conversation_state import Conversation
from screening_app.services.people import NewPerson
from screening_app.services.session import Session
from tests.helpers import fakes
from tests.helpers.scenario import FORMS

Steps = Mapping[str, Mapping[str, object]]

UNITS: Mapping[str, tuple[Regime, str]] = {
    "se/pathway-health": (Regime.HSL_PUBLIC, "se"),
    "se/pathway-social": (Regime.SOC_MUNICIPAL, "se"),
    "gb/pathway": (Regime.INTL, "gb"),
    "core/pathway-user-of-violence": (Regime.SOC_MUNICIPAL, "se"),
}
"""A kind of unit and a country for each pathway."""
_NOT_AT_THE_SCREEN = {"yes-danger-not-finished-reason-given"}
"""Answers a question behind one that the screen does not pass over."""
_MOST_PAGES = 300
_LOOKS_BACK = 4


@dataclass(frozen=True, kw_only=True)
class Told:
    """A vignette that can be closed: what is said, and what it comes to."""

    pathway: str
    name: str
    steps: Steps
    outcome: str

    def __str__(self) -> str:
        """Return the name of the test."""
        return f"{self.pathway}:{self.name}"


def told() -> list[Told]:
    """Return every vignette of every pathway that comes to an end."""
    return [
        Told(pathway=pathway, name=one["id"], steps=one["answers"], outcome=one["expect"]["outcome"])
        for pathway in UNITS
        for one in yaml.safe_load((FORMS / f"{pathway}.vignettes.yaml").read_text("utf-8"))["vignette"]
        if one["expect"]["close"] and "age" not in one and one["id"] not in _NOT_AT_THE_SCREEN
    ]


def one_of_each(every: Sequence[Told]) -> list[Told]:
    """Return the longest vignette of each outcome of each pathway, and each way to a suspicion."""
    chosen = dict[tuple[str, str, bool], Told]()
    for one in every:
        kind = (one.pathway, one.outcome, any("cannot-ask" in said for said in one.steps.values()))
        if kind not in chosen or len(str(one.steps)) > len(str(chosen[kind].steps)):
            chosen[kind] = one
    return list(chosen.values())


def begun(library: FileFormLibrary, one: Told) -> tuple[Session, Conversation]:
    """Return a desk of a unit that the pathway is meant for, with the conversation just begun."""
    regime, country = UNITS[one.pathway]
    desk = fakes.session(library, regime=regime, country=country)
    kinds = [str(said["case-kind"]) for said in one.steps.values() if "case-kind" in said]
    kind = CaseKind(kinds[0] if kinds else "pseudonym")
    new = NewPerson(kind=kind, name="Testperson Ek" if kind is CaseKind.IDENTIFIED else None)
    pathway = desk.forms.find_pathway(f"https://samtalsstod.example/{one.pathway}")
    return desk, begin_with_new(desk, new, pathway.canonical)


@dataclass(kw_only=True)
class Walker:
    """Says what a vignette says, page after page.

    Attributes:
        refused: How often Enter was pressed at a gate that was closed, and did not lead on.
        opened: Optional steps that were opened.
    """

    typist: Typist
    steps: Steps
    refused: int = 0
    opened: set[str] = field(default_factory=set)
    _seen: list[Screen] = field(default_factory=list)

    def to_the_end(self) -> None:
        """Answer page after page until everything stated is said, and close.

        Raises:
            Lost: If a page comes again, or something is missing at the end.
        """
        for _page in range(_MOST_PAGES):
            screen = self.typist.screen
            if isinstance(screen, ClosedPage):
                return
            if screen in self._seen[-_LOOKS_BACK:]:
                raise Lost(str(screen))
            if isinstance(screen, ClosingPage):
                self._close(screen)
            else:
                self.turn(screen)
            self._seen.append(screen)
        raise Lost("no end")

    def _close(self, screen: ClosingPage) -> None:
        said = (one for one in screen.extra if self.steps.get(one.id) and one.id not in self.opened)
        extra = next(said, None)
        if extra is not None:
            self.opened.add(extra.id)
            self.typist.press(str(extra.digit))
        elif screen.can_close:
            self.typist.press("Enter")
        else:
            raise Lost(screen.missing)

    def turn(self, screen: Screen) -> None:
        """Answer the page shown."""
        match screen:
            case PreparePage():
                self.typist.prepare(self._said)
            case GatePage():
                self._gate()
            case InformPage():
                self._inform(screen)
            case GroupPage():
                sets = self._said.get(AnswerKey.parse(screen.key).link_id, [])
                wanted = len(sets) if isinstance(sets, list) else 0
                self.typist.press("+" if len(screen.instances) < wanted else "Enter")
            case QuestionPage():
                self._answer(screen.question)
            case OutcomePage() if screen.judgement is not None:
                self._answer(screen.judgement)
            case _:
                raise Lost(type(screen).__name__)

    @property
    def _said(self) -> Mapping[str, object]:
        return self.steps.get(str(self.typist.page.presenter.standing), {})

    def _gate(self) -> None:
        said = self._said
        self.typist.press("Enter")
        if self._said is said and isinstance(self.typist.screen, GatePage):
            self.refused += 1
        self.typist.say_conditions({key: raw for key, raw in said.items() if key != "cannot-ask"})
        if "cannot-ask" not in said:
            self.typist.press("Enter")
            return
        self.typist.press("n")
        page = self.typist.shows(GatePage)
        for step in page.also:
            if step.id in self.steps:
                self.opened.add(step.id)
                self.typist.press(str(step.digit))
        reasons = page.reasons.options if page.reasons else ()
        here = self.typist.page.screening_id
        self.typist.press(str(next(one.digit for one in reasons if one.code == said["cannot-ask"])))
        if self.typist.shell.here.name == "home":
            # What is written afterwards waits there.
            self.typist.shell.conversation(here)

    def _inform(self, screen: InformPage) -> None:
        raw = self._said.get(screen.said.key, "as-written")
        option = next(one for one in screen.said.options if one.code == raw)
        self.typist.press("Enter" if raw == "as-written" else str(option.digit))

    def _answer(self, question: QuestionModel) -> None:
        raw = self._raw(AnswerKey.parse(question.key))
        stands = [one.code for one in question.options if one.chosen] or [question.value]
        if raw is None or stands == [str(code) for code in (raw if isinstance(raw, list) else [raw])]:
            self.typist.press("Enter")
            self.typist.leave_emergency()
        else:
            self.typist.answer(question, raw)

    def _raw(self, key: AnswerKey) -> object | None:
        """Return what is stated at a question, also inside the list of a group."""
        if not key.instance:
            return self._said.get(key.link_id)
        for sets in self._said.values():
            if isinstance(sets, list) and any(isinstance(one, dict) and key.link_id in one for one in sets):
                at = key.instance[-1] - 1
                return sets[at].get(key.link_id) if at < len(sets) else None
        return None
