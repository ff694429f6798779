"""The end: what is missing and the key that goes there, what may still be asked, and after closing."""

from collections.abc import Sequence

from screening_app.gui.presenters.conversation_models import (
    ClosedPage,
    ClosingPage,
    NeedModel,
    PlacePage,
    PlaceStep,
)
from screening_app.gui.theme.layout import Row
from screening_app.gui.theme.tokens import Space
from screening_app.gui.views.screen_view import ScreenView
from screening_app.gui.widgets.badge import Badge
from screening_app.gui.widgets.button import Button
from screening_app.gui.widgets.card import Card
from screening_app.gui.widgets.field import Field
from screening_app.gui.widgets.option import OpeningRow
from screening_app.gui.widgets.prose import Prose
from screening_app.gui.widgets.script import Script
from screening_app.i18n import gettext as _


class ClosingView(ScreenView):
    """What stands between here and the end."""

    def __init__(self, page: ClosingPage) -> None:
        super().__init__(page.heading, gap=Space.S)
        if page.outcome:
            row = Row(gap=Space.XS)
            # Translators: before the outcome of a conversation; sv "Utfall".
            row.addWidget(Prose(_("Outcome"), role="caption", wrap=False))
            row.addWidget(Badge(page.outcome, "outline"))
            row.addStretch(1)
            self.column.addLayout(row)
        for words in page.say:
            self.column.addWidget(Script(words))
        self._add_needs(page.needs)
        self._add_why(page)
        add_steps(self, page.extra, title=_("May still be asked"))
        self._add_dropped(page.dropped)
        row = Row()
        # Translators: sv "Visa sammanställningen".
        results = Button(_("Show the summary"), kind="quiet", icon="document")
        results.setObjectName("results")
        results.clicked.connect(lambda: self.acted.emit("show_results", ""))
        row.addWidget(results)
        # Translators: opens a guide to duties; sv "Vad måste jag göra?".
        duties = Button(_("What must I do?"), kind="quiet", icon="help", key="D")
        duties.setObjectName("duties")
        duties.clicked.connect(lambda: self.acted.emit("duties", ""))
        row.addWidget(duties)
        row.addStretch(1)
        self.column.addLayout(row)
        self.column.addWidget(Prose(page.note, role="caption"))
        # Where nothing is missing, Enter closes: it has the focus, and not what may still be asked.
        self.first = (self.first or results) if page.needs or page.why else None

    def _add_needs(self, needs: Sequence[NeedModel]) -> None:
        if not needs:
            return
        # Translators: sv "Det här saknas".
        self.column.addWidget(Prose(_("This is missing"), role="title"))
        for need in needs:
            row = OpeningRow(f"need-{need.index}", need.text, digit=need.digit)
            row.setEnabled(need.can_go)
            row.picked.connect(lambda _code, index=need.index: self.acted.emit("go_to_need", str(index)))
            self.on_digit(need.digit if need.can_go else None, row.pick)
            self.column.addWidget(row)
            self.first = self.first or row

    def _add_why(self, page: ClosingPage) -> None:
        if not page.why:
            return
        # Translators: label of a field; sv "Varför ändrades svaren?".
        field = Field(_("Why were the answers changed?"), hint=page.why)
        field.setObjectName("why")
        field.value = page.because
        field.changed.connect(lambda text: self.acted.emit("write_why", text))
        self.column.addWidget(field)
        self.first = self.first or field

    def _add_dropped(self, dropped: Sequence[str]) -> None:
        if not dropped:
            return
        # Translators: sv "Hör inte längre till samtalet och tas bort när du avslutar".
        card = Card(_("No longer part of the conversation; removed when you close"), kind="note")
        for line in dropped:
            card.body.addWidget(Prose(line, role="note"))
        self.column.addWidget(card)


def add_steps(view: ScreenView, steps: Sequence[PlaceStep], *, title: str) -> None:
    """Add rows that open a step each."""
    if steps and title:
        view.column.addWidget(Prose(title, role="title"))
    for step in steps:
        row = OpeningRow(step.id, step.title, digit=step.digit, second=step.state)
        row.picked.connect(lambda step_id: view.acted.emit("open_step", step_id))
        view.on_digit(step.digit, row.pick)
        view.column.addWidget(row)
        view.first = view.first or row


class PlaceView(ScreenView):
    """The steps behind a place of the rail."""

    def __init__(self, page: PlacePage) -> None:
        super().__init__(page.heading, gap=Space.XS)
        add_steps(self, page.steps, title="")


class ClosedView(ScreenView):
    """After closing."""

    def __init__(self, page: ClosedPage) -> None:
        super().__init__(page.heading)
        self.column.addWidget(Prose(page.outcome, role="title"))
        # Translators: sv "Svaren är signerade och kan inte ändras."
        self.column.addWidget(
            Prose(_("The answers are signed and cannot be changed."), role="body", tone="muted")
        )
        if page.dropped:
            # Translators: sv "Togs bort, för att det inte längre hörde till".
            card = Card(_("Removed, because it was no longer part of the conversation"), kind="note")
            for line in page.dropped:
                card.body.addWidget(Prose(line, role="note"))
            self.column.addWidget(card)
        # Translators: heading of pages that can be looked at; sv "Att läsa".
        add_steps(self, page.extra, title=_("To read"))
        # Enter does what comes next: it has the focus, and not what may be read.
        self.first = None
