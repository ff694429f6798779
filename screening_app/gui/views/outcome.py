"""Results in their one order: answers that count, intervals, own view, judgement."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QWidget

from screening_app.gui.presenters.conversation_models import FlagModel, OutcomePage, ScoreModel
from screening_app.gui.theme.current import grown
from screening_app.gui.theme.layout import Column, Row
from screening_app.gui.theme.tokens import Size, Space
from screening_app.gui.views.answers import Answers
from screening_app.gui.views.screen_view import ScreenView
from screening_app.gui.widgets.badge import Badge
from screening_app.gui.widgets.button import Button
from screening_app.gui.widgets.card import Card, CardKind
from screening_app.gui.widgets.icon_label import IconLabel
from screening_app.gui.widgets.interval import Interval
from screening_app.gui.widgets.presence import show_when
from screening_app.gui.widgets.prose import Prose
from screening_app.i18n import gettext as _

_SHORT = 18


class OutcomeView(ScreenView):
    """Two columns, one under the other where there is no room."""

    width_wanted = Size.COLUMNS

    def __init__(self, page: OutcomePage, *, folded: bool) -> None:
        super().__init__(page.heading)
        if page.unanswered:
            self.aside = Badge(page.unanswered, "warn")
        start, side = Column(gap=Space.M), Column(gap=Space.M)
        start.addWidget(flags_card(page.flags))
        for score in page.scores:
            start.addWidget(score_card(score))
        start.addStretch(1)
        if page.own:
            # Translators: sv "Personens egen bedömning".
            side.addWidget(view_card(_("The person's own view"), page.own))
        self._judgement: Answers | None = None
        if page.judgement is not None:
            side.addWidget(self._ask(page))
        side.addStretch(1)
        # Translators: a key of the keyboard.
        self.key_for_more = _("Page Down")
        self.column.addLayout(_beside(start, side, folded=folded, alone=not page.own and not page.judgement))

    def _ask(self, page: OutcomePage) -> Card:
        question = page.judgement
        if question is None:
            raise ValueError("judgement")
        card = Card(question.text)
        self._judgement = Answers(question, compact=True, columns=1)
        self._judgement.picked.connect(lambda code: self.chosen.emit(question.key, code))
        card.body.addWidget(self._judgement)
        if question.help:
            card.body.addWidget(Prose(question.help, role="caption"))
        self.first = self._judgement.first
        return card

    def press_digit(self, digit: int) -> bool:
        """Choose the judgement of this digit."""
        return self._judgement is not None and self._judgement.press_digit(digit)


def _beside(start: Column, side: Column, *, folded: bool, alone: bool) -> Row | Column:
    if folded or alone:
        column = Column(gap=Space.M)
        column.addLayout(start)
        column.addLayout(side)
        return column
    row = Row(gap=Space.L)
    row.addLayout(start, 3)
    row.addLayout(side, 2)
    return row


def flags_card(flags: tuple[FlagModel, ...], *, kind: CardKind = "plain") -> Card:
    """Return the answers that count by themselves, the gravest first, each with its rule."""
    # Translators: sv "Enstaka svar som gäller oavsett summa".
    card = Card(_("Single answers that count whatever the total"), kind=kind)
    if not flags:
        # Translators: sv "Inget av de frågade tecknen uppges."
        card.body.addWidget(Prose(_("None of the signs asked about is reported."), role="body"))
    for number, flag in enumerate(flags):
        if number:
            card.body.addWidget(_rule_between())
        row = Row(gap=Space.S)
        row.addWidget(
            IconLabel("flag", tone="danger" if flag.urgent else "muted"), 0, Qt.AlignmentFlag.AlignTop
        )
        words = Column(gap=Space.HAIR)
        words.addWidget(Prose(flag.text, role="strong"))
        for line in flag.evidence:
            words.addWidget(Prose(line, role="second", tone="text"))
        words.addWidget(Prose(flag.rule, role="caption"))
        row.addLayout(words, 1)
        badge = Badge(flag.level, "danger" if flag.urgent else "outline")
        row.addWidget(badge, 0, Qt.AlignmentFlag.AlignTop)
        card.body.addLayout(row)
    return card


def _rule_between() -> QFrame:
    rule = QFrame()
    rule.setProperty("rule", "h")
    return rule


def score_card(score: ScoreModel, *, kind: CardKind = "plain") -> Card:
    """Return a score as an interval, with its rule and, when asked for, what counted."""
    card = Card(score.title, kind=kind)
    card.setObjectName(score.id)
    interval = Interval(
        round(score.lowest),
        round(score.highest),
        round(score.maximum),
        limits=[round(start) for start, _name in score.limits if start > score.minimum],
    )
    card.body.addWidget(interval)
    for start, name in score.limits:
        card.body.addWidget(
            Prose(_("From {points}: {band}").format(points=round(start), band=name), role="caption")
        )
    card.body.addWidget(Prose(score.explanation, role="second", tone="text"))
    card.body.addWidget(Prose(score.rule, role="caption"))
    card.body.addLayout(_counted(score))
    return card


def _counted(score: ScoreModel) -> Column:
    """Return what counted, behind a button named after the score: several of them stand on a page."""
    counted = QWidget()
    lines = Column(counted, gap=Space.HAIR)
    for line in score.counted:
        lines.addWidget(Prose(line, role="caption"))
    more = Button("", kind="quiet", size="small", trailing="chev-down")

    def show(shown: bool) -> None:
        show_when(counted, shown)
        # Translators: sv "Dölj uträkningen", "Visa uträkningen".
        more.setText(_("Hide what counted") if shown else _("Show what counted"))
        more.setAccessibleName(f"{more.text()}: {score.title}")

    show(False)
    more.clicked.connect(lambda: show(counted.isHidden()))
    whole = Column()
    whole.addWidget(more, 0, Qt.AlignmentFlag.AlignLeft)
    whole.addWidget(counted)
    return whole


def view_card(title: str, lines: tuple[tuple[str, str], ...], *, kind: CardKind = "plain") -> Card:
    """Return what somebody thinks of it, question by question."""
    card = Card(title, kind=kind)
    card.setMinimumWidth(grown(Size.SIDE) // 2)
    for label, said in lines:
        line = Row(gap=Space.S) if len(said) <= _SHORT else Column(gap=Space.NONE)
        line.addWidget(Prose(label, role="caption"), 1)
        line.addWidget(Prose(said, role="strong", wrap=len(said) > _SHORT))
        card.body.addLayout(line)
    return card
