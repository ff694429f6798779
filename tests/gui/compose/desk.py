"""A desk in memory with a closed conversation, and what the compose page is made of in its tests."""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import TypeVar

from screening_app.domain.access import Regime
from screening_app.domain.document import Referral
from screening_app.gui.presenters.compose import ComposePresenter, Workshop
from screening_app.gui.presenters.compose_models import ComposeModel
from screening_app.questionnaire.library import FileFormLibrary
from screening_app.services.archive import Holder
from screening_app.services.script import Script, ScriptRun, run_script
from screening_app.services.script_file import read_script
from screening_app.services.session import Session
from screening_app.settings import shipped_folder
from tests.helpers import fakes

T = TypeVar("T")

DEMO = shipped_folder("resources") / "demo" / "yes.answers.yaml"
RECIPIENT = "Socialtjänsten i Exempelkommun"
LIBRARY = FileFormLibrary(shipped_folder("forms"))


class Press:
    """A renderer and an archive press that keep what they were given."""

    def __init__(self) -> None:
        self.set: list[Referral] = []

    def __call__(self, referral: Referral) -> bytes:
        self.set.append(referral)
        return repr(referral).encode()

    def archival(self, pdf: bytes) -> bytes:
        return b"archival " + pdf

    def new_certificate(self, holder: Holder, *, secret: bytes, at: object) -> str:
        return f'{{"name": "{holder.name}"}}'

    def sign(self, pdf: bytes, certificate: str, *, secret: bytes, at: object, head: str) -> bytes:
        return pdf + certificate.encode() + head.encode()


@dataclass
class Seen:
    """A view that remembers."""

    models: list[ComposeModel] = field(default_factory=list)
    papers: list[tuple[bytes, bool]] = field(default_factory=list)
    problem: str = ""
    leave_out: str = ""
    done: list[str] = field(default_factory=list)
    asked: int = 0
    consent_problem: tuple[str, str] = ("", "")
    consents_recorded: int = 0

    @property
    def model(self) -> ComposeModel:
        return self.models[-1]

    def show_model(self, model: ComposeModel) -> None:
        self.models.append(model)

    def show_paper(self, pdf: bytes, *, decided: bool) -> None:
        self.papers.append((pdf, decided))

    def show_problem(self, text: str, *, leave_out: str = "") -> None:
        self.problem, self.leave_out = text, leave_out

    def show_done(self, text: str) -> None:
        self.done.append(text)

    def show_consent_problem(self, field: str, text: str) -> None:
        self.consent_problem = (field, text)

    def show_consent_recorded(self) -> None:
        self.consents_recorded += 1

    def ask_printer(self) -> None:
        self.asked += 1


@dataclass
class Later:
    """Work beside the window; done at once, or when the test says so."""

    waits: bool = False
    waiting: list[Callable[[], None]] = field(default_factory=list)

    def __call__(
        self, work: Callable[[], T], success: Callable[[T], None], failure: Callable[[Exception], None]
    ) -> None:
        def job() -> None:
            try:
                done = work()
            except Exception as error:  # noqa: BLE001 (as the real one does)
                failure(error)
            else:
                success(done)

        if self.waits:
            self.waiting.append(job)
        else:
            job()

    def finish(self) -> None:
        """Do what waits, in order."""
        while self.waiting:
            self.waiting.pop(0)()


@dataclass
class ComposeDesk:
    """All of it together."""

    session: Session
    told: ScriptRun
    view: Seen
    later: Later
    press: Press
    presenter: ComposePresenter

    @property
    def actions(self) -> list[str]:
        """Return what the audit chain says happened."""
        assert isinstance(self.session.records, fakes.FakeRecords)
        return [str(event.action) for event in self.session.records.tables.audit]


def closed_script(**changes: object) -> Script:
    """Return the demo's yes, changed."""
    return Script.model_validate(read_script(DEMO).model_dump(by_alias=True) | changes)


def compose_desk(script: Script | None = None, *, regime: Regime = Regime.HSL_PUBLIC) -> ComposeDesk:
    """Return a desk at which the compose page has just opened."""
    session = fakes.session(LIBRARY, regime=regime)
    told = run_script(session, "pathway-health", script or read_script(DEMO), source="yes")
    view, later, press = Seen(), Later(), Press()
    workshop = Workshop(render=press, check=fakes.check_signature, press=press)
    presenter = ComposePresenter(view, session, told.conversation.screening.id, workshop, later)
    presenter.open()
    return ComposeDesk(session, told, view, later, press, presenter)
