"""Where the tour goes: every main page, from the lock screen to quick hide."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Final, Protocol

from PySide6.QtWidgets import QApplication, QScrollArea

from screening_app.domain.answers import AnswerKey
from screening_app.domain.ids import LinkId, ScreeningId, StepId
from screening_app.gui.clock import now
from screening_app.gui.desk import HIDE_KEY
from screening_app.gui.presenters.conversation import ConversationPresenter
from screening_app.gui.presenters.conversation_models import GatePage, GroupPage, InformPage, QuestionPage
from screening_app.gui.presenters.hide import neutral_content
from screening_app.gui.tour.stage import Stage, Steps, settled
from screening_app.gui.tour.typist import Answers, Lost, Typist, pages_to_closing
from screening_app.gui.views.hand_over import HandOver
from screening_app.gui.views.lock_screen import LockScreen
from screening_app.gui.views.neutral import NeutralPage
from screening_app.gui.views.person_table import PersonTableView
from screening_app.gui.views.public_numbers import PublicNumbers
from screening_app.gui.widgets.button import Button
from screening_app.gui.widgets.option import Option
from screening_app.services.last_place import keep_last_place

GROUPS: Final = {"w6-children": "child", "w11-contact": "channel"}
"""The repeating group of each step that has one."""


_ASK: Final = (StepId("w4-ask"), AnswerKey(LinkId("afraid")))
"""Where the screen is handed over."""


class Camera(Protocol):
    """Takes pictures of the window."""

    def take(self, name: str, again: Callable[[], Steps]) -> Steps:
        """Take what is shown.

        Args:
            name: Of the page.
            again: Leads back to the page, made anew, such as in other colours.
        """


@dataclass
class Route:
    """Leads one window from page to page and has each taken.

    Attributes:
        stage: The window, at the lock screen of a vault that a demo made.
        answers: By step, what is said in the conversation.
        searched: Whom to look for among the people.
        held: The conversation that is held on the way.
    """

    stage: Stage
    camera: Camera
    login: str
    passphrase: str
    answers: Mapping[str, Answers]
    searched: str
    held: ScreeningId | None = None

    def steps(self) -> Steps:
        """Take every page."""
        yield from self._lock_screen()
        yield from self._desk()
        yield from self._conversation()
        yield from self._people()
        yield from self._hand_over()
        yield from self._neutral()

    def _lock_screen(self) -> Steps:
        stage = self.stage
        yield lambda: stage.shows(LockScreen)
        yield from self._until_ready()
        yield from self.camera.take("lock", self._other_language_and_back)
        yield from self._numbers()
        yield from self.camera.take("numbers", self._numbers_again)
        stage.press("back")
        yield from settled()
        self._type()
        yield from self.camera.take("unlock", self._typed_again)
        stage.press("unlock")
        yield lambda: not stage.shows(LockScreen)

    def _type(self) -> None:
        self.stage.fill("login", self.login)
        self.stage.fill("passphrase", self.passphrase)

    def _typed_again(self) -> Steps:
        yield from self._other_language_and_back()
        self._type()
        yield from settled()

    def _until_ready(self) -> Steps:
        yield lambda: not self.stage.part(Button, "unlock").accessibleDescription()

    def _other_language_and_back(self) -> Steps:
        for _language in range(2):
            self.stage.press("language")
            yield from settled()
        yield from self._until_ready()

    def _numbers(self) -> Steps:
        self.stage.press("emergency")
        yield lambda: self.stage.find(PublicNumbers, "public-numbers")

    def _numbers_again(self) -> Steps:
        self.stage.press("back")
        yield from self._other_language_and_back()
        yield from self._numbers()

    def _desk(self) -> Steps:
        shell = self.stage.shell
        yield from self.camera.take("today", _at(shell.home))
        yield from self._go_and_take("appearance", shell.appearance)
        yield from self._go_and_take("routine", shell.routine)
        yield from self._go_and_take("contacts", shell.contacts)
        yield from self._go_and_take("duties", shell.duties)
        yield from self._upkeep()
        yield from self._go_and_take("start", shell.start)

    def _upkeep(self) -> Steps:
        shell = self.stage.shell
        yield from self._go_and_take("upkeep", shell.upkeep)
        for name in ("key-file", "users", "sheets", "backups"):

            def go(page: str = name) -> None:
                shell.upkeep(page)

            def there(go: Callable[[], None] = go) -> Steps:
                go()
                yield self.stage.work_done()
                yield from settled()

            yield from there()
            yield from self.camera.take(name, there)

    def _go_and_take(self, name: str, go: Callable[[], object]) -> Steps:
        go()
        yield from self.camera.take(name, _at(go))

    def _conversation(self) -> Steps:
        stage, shell = self.stage, self.stage.shell
        stage.part(Option, "pseudonym").pick()
        stage.press("begin")
        yield lambda: shell.here.screening
        screening = shell.here.screening
        if screening is None:
            raise Lost("conversation")
        self.held = screening
        typist = Typist(shell)

        def again() -> None:
            shell.home()
            shell.conversation(screening)

        yield from settled()
        yield from self.camera.take("prepare", _at(again))
        yield from self._before_asking(typist, again)
        yield from self._asking(typist, again)
        yield from self._emergency(screening)
        again()
        yield from self._to_the_end(typist, again)

    def _before_asking(self, typist: Typist, again: Callable[[], None]) -> Steps:
        # With whom was decided when it began, on the page before.
        typist.prepare({key: said for key, said in self.answers["w1-prepare"].items() if key != "case-kind"})
        ticked = typist.shows(GatePage).rows[0].key
        typist.press("1")
        yield from self.camera.take("gate", _at(again))
        typist.gate({key: said for key, said in self.answers["w2-safe-check"].items() if key != ticked})
        typist.shows(InformPage)
        yield from self.camera.take("inform", _at(again))
        typist.press("Enter")

    def _asking(self, typist: Typist, again: Callable[[], None]) -> Steps:
        typist.shows(QuestionPage)
        yield from self.camera.take("question", _at(again))
        yield from self._go_and_take("draft", self.stage.shell.home)
        again()
        yield from settled()

    def _emergency(self, screening: ScreeningId) -> Steps:
        shell = self.stage.shell

        def go() -> None:
            shell.home()
            shell.emergency(screening)

        yield from self._go_and_take("emergency", go)

    def _to_the_end(self, typist: Typist, again: Callable[[], None]) -> Steps:
        taken, reached = False, 0
        for screen in pages_to_closing(typist, self.answers, GROUPS):
            yield from settled()
            if isinstance(screen, GroupPage) and screen.instances and not taken:
                taken = True
                yield from self.camera.take("group", _at(again))
            reached = self._keep_to_what_is_said(typist.page.presenter, reached)
        yield from self.camera.take("closing", _at(again))

        def results() -> None:
            again()
            typist.page.presenter.show_results()

        yield from self._go_and_take("outcome", results)

    def _keep_to_what_is_said(self, conversation: ConversationPresenter, reached: int) -> int:
        """Go on by the rail where a step begins that nothing is said in.

        Args:
            reached: How many of the steps with answers have been begun.
        """
        said, here = list(self.answers), conversation.standing
        if here is None:
            return reached
        if here in said:
            return said.index(here) + 1
        if reached < len(said):
            conversation.open_step(said[reached])
        else:
            conversation.open_place("close")
        return reached

    def _people(self) -> Steps:
        stage, shell = self.stage, self.stage.shell

        def search() -> Steps:
            shell.people()
            stage.fill("search", self.searched)
            stage.press("find")
            yield lambda: isinstance(QApplication.focusWidget(), PersonTableView)

        yield from search()
        yield from self.camera.take("people", search)
        Typist(shell).press("Enter")
        yield lambda: shell.here.person
        person = shell.here.person
        if person is None:
            raise Lost("person")
        yield from self.camera.take("person", _at(lambda: shell.person(person)))
        yield from self._worked_and_taken("contact", lambda: shell.contact(person))
        shell.person(person)
        yield from settled()
        stage.press("compose")
        yield from self._until_paper()
        screening = shell.here.screening
        if screening is None:
            raise Lost("compose")
        yield from self._paper(screening)
        yield from self._worked_and_taken("journal", lambda: shell.journal(screening))

    def _worked_and_taken(self, name: str, go: Callable[[], object]) -> Steps:
        """Take a page whose content is made beside the window."""

        def there() -> Steps:
            go()
            yield self.stage.work_done()
            yield from settled()

        yield from there()
        yield from self.camera.take(name, there)

    def _paper(self, screening: ScreeningId) -> Steps:
        def compose() -> Steps:
            self.stage.shell.compose(screening)
            yield from self._until_paper()

        def preview() -> Steps:
            yield from compose()
            yield from self._enlarge()

        yield from self.camera.take("compose", compose)
        yield from self._enlarge()
        yield from self.camera.take("preview", preview)

    def _until_paper(self) -> Steps:
        # The form reads, then the paper is made, then drawn: each begins when the one before is done.
        for _round in range(3):
            yield self.stage.work_done()
            yield from settled()

    def _enlarge(self) -> Steps:
        zoom = self.stage.find(Button, "enlarge")
        if zoom is None:  # where the paper stands below the form, it is as large as it can be
            self.stage.part(QScrollArea, "sheet-area").setFocus()
        else:
            zoom.click()
        yield from self._until_paper()

    def _hand_over(self) -> Steps:
        """Give the screen to the person, from where only the lock leads on."""
        shell, screening = self.stage.shell, self.held
        if screening is None:
            raise Lost("conversation")

        def ask() -> None:
            shell.home()
            shell.conversation(screening)
            presenter = Typist(shell).page.presenter
            presenter.open_step(_ASK[0])
            presenter.ask_hand_over()

        yield from self._go_and_take("hand-over-ask", ask)
        session = shell.session
        shell.hand_over(screening, _ASK)
        yield lambda: self.stage.shows(HandOver)
        yield from self.camera.take("hand-over", self._question_again)
        # Whoever opens the vault afterwards begins with Today, and not where the tour stood.
        keep_last_place(session, None)

    def _question_again(self) -> Steps:
        page = self.stage.shown
        if isinstance(page, HandOver):
            page.presenter.open()
        yield from settled()

    def _neutral(self) -> Steps:
        self.stage.strike(HIDE_KEY)
        yield lambda: self.stage.shows(NeutralPage)
        yield from self.camera.take("neutral", self._next_minute)

    def _next_minute(self) -> Steps:
        """Write the page anew, as it does by itself when time has passed."""
        page = self.stage.shown
        if isinstance(page, NeutralPage):
            page.show_content(neutral_content(now().astimezone()))
        yield from settled()


def _at(go: Callable[[], object]) -> Callable[[], Steps]:
    def there() -> Steps:
        go()
        yield from settled()

    return there
