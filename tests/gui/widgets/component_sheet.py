"""Every widget at once, as in the pictures of the visual language; all texts are made up."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QWidget

from screening_app.gui.theme.layout import Column, Row
from screening_app.gui.theme.tokens import Size, Space
from screening_app.gui.widgets.badge import Badge
from screening_app.gui.widgets.banner import Banner
from screening_app.gui.widgets.button import Button
from screening_app.gui.widgets.card import Card
from screening_app.gui.widgets.check_row import CheckRow
from screening_app.gui.widgets.empty_state import EmptyState
from screening_app.gui.widgets.field import Field
from screening_app.gui.widgets.interval import Interval
from screening_app.gui.widgets.option import Option
from screening_app.gui.widgets.prose import Prose
from screening_app.gui.widgets.script import Script
from screening_app.gui.widgets.staff_note import StaffNote
from screening_app.gui.widgets.step_rail import StepMark, StepRail
from screening_app.gui.widgets.step_strip import StepStrip

STEPS = (
    StepMark("prepare", "Förbered", "done"),
    StepMark("before", "Innan du frågar", "done"),
    StepMark("ask", "Fråga", "now"),
    StepMark("marks", "Märken på kroppen och vad de säger", "skipped"),
    StepMark("children", "Barn", "coming"),
)
QUESTION = "Har någon som står dig nära gjort dig illa, hotat dig eller fått dig att känna dig rädd?"
NOTE = "För dig: vänta in svaret. Att frågan kommer på nytt i ett annat samtal är vanligt och till hjälp."
WRONG = "Kontrollsiffran stämmer inte. Läs numret en gång till."


def component_sheet(*, columns: int = 3) -> QWidget:
    """Return a window with every widget, in three columns or one."""
    window = QWidget()
    window.setObjectName("page")
    window.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
    parts = (_controls(), _messages(), _rest())
    outer = (Row if columns > 1 else Column)(window, gap=Space.XL, margins=(Space.L,) * 4)
    for part in parts:
        outer.addLayout(part, 1)
    return window


def _titled(column: Column, title: str, *parts: QWidget) -> None:
    column.addWidget(Prose(title, role="eyebrow"))
    for part in parts:
        column.addWidget(part)


def _in_row(*parts: QWidget) -> QFrame:
    frame = QFrame()
    row = Row(frame, gap=Space.XS)
    for part in parts:
        row.addWidget(part)
    row.addStretch(1)
    return frame


def _controls() -> Column:
    column = Column(gap=Space.XS)
    waiting = Button("Fortsätt", kind="primary")
    waiting.set_ready(False, "Återstår: tolk och skärm")
    _titled(
        column,
        "Knappar",
        _in_row(
            Button("Lås upp", kind="primary", key="Enter"),
            Button("Föregående", icon="left"),
            Button("Akut", kind="urgent", icon="urgent"),
        ),
        _in_row(
            waiting,
            Button("Spara", size="small"),
            Button("Ring 112", kind="danger", icon="phone"),
            Button("Efter ett ja", kind="quiet", icon="eye"),
        ),
    )
    chosen = Option("last-year", "Ja, under det senaste året", digit=2)
    chosen.checked = True
    _titled(
        column,
        "Svarsalternativ och kontrollrad",
        Option("no", "Nej", digit=1),
        chosen,
        Option("declines", "Vill inte svara", digit=3, quiet=True),
        CheckRow("screen", "Ingen annan kan se skärmen", digit=4, checked=True, time="14.32"),
        CheckRow("interpreter", "Tolk: behövs inte", digit=5, second="Aldrig en anhörig."),
    )
    wrong = Field("Personnummer", hint="ÅÅÅÅMMDD-NNNN")
    wrong.value = "19880101-0000"
    wrong.show_error(WRONG)
    language = Field("Språk", optional=True, choices=(("ar", "Arabiska"), ("sv", "Svenska")))
    _titled(column, "Formulärfält", Field("Namn"), wrong, language)
    column.addStretch(1)
    return column


def _messages() -> Column:
    column = Column(gap=Space.XS)
    _titled(
        column,
        "Meddelanden",
        Banner("warn", "Lagtexten kontrollerades senast för 13 månader sedan.", action="Visa"),
        Banner("info", "Nytt sedan sist: rutinen version 3 gäller."),
        Banner("danger", "Ring 112 om någon är i fara.", title="Handla nu"),
        Banner("note", "För dig: vänta in svaret."),
        Script(QUESTION, label="Säg så här"),
        StaffNote(NOTE),
    )
    _titled(
        column,
        "Märken",
        _in_row(
            Badge("17 av 20 besvarade", "outline"),
            Badge("Utkast"),
            Badge("Signerad", "primary", icon="sign"),
        ),
        _in_row(Badge("Kvar att göra", "warn"), Badge("Handla nu", "danger", icon="urgent")),
    )
    column.addStretch(1)
    return column


def _rest() -> Column:
    column = Column(gap=Space.XS)
    card = Card("Summa: ofullständigt, 8 till 14")
    bands = ("Varierande", "Ökad", "Allvarlig", "Extrem")
    card.body.addWidget(Interval(8, 14, 38, limits=(8, 14, 18), bands=bands, caption="möjlig summa"))
    card.body.addWidget(Interval(9, 9, 38, limits=(8, 14, 18), bands=bands, caption="summa"))
    card.body.addWidget(Prose("Inget resultat betyder att läget är ofarligt.", role="caption"))
    rail = StepRail(title="K-2048", caption="Påbörjat 14.18")
    rail.set_steps(STEPS)
    rail.setMinimumHeight(rail.sizeHint().height())
    strip = StepStrip(rail)
    empty = Card()
    empty.body.addWidget(
        EmptyState("inbox", "Inget att granska", "Nya ärenden hamnar här samma dag.", action="Visa granskade")
    )
    _titled(column, "Summa", card)
    _titled(column, "Steg", rail, strip)
    _titled(column, "Tomt läge", empty)
    column.addWidget(Prose(f"{Size.FORM}", role="number", wrap=False))
    column.addStretch(1)
    return column
