"""Backups: make one now, what is there and whether it was proven, and the plan."""

from collections.abc import Callable, Mapping
from functools import partial
from typing import TYPE_CHECKING, TypeVar

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QWidget

from screening_app.domain.backup import When
from screening_app.gui.jobs import Jobs
from screening_app.gui.page import Page
from screening_app.gui.presenters.backups import BackupRow, BackupsModel, BackupsPresenter
from screening_app.gui.presenters.long_work import WorkState
from screening_app.gui.presenters.set_up_words import Choice, FieldKind, FieldWords
from screening_app.gui.theme.layout import Column, Row
from screening_app.gui.theme.tokens import Size, Space
from screening_app.gui.views.set_up_fields import StepFields
from screening_app.gui.widgets.banner import Banner
from screening_app.gui.widgets.button import Button
from screening_app.gui.widgets.card import Card
from screening_app.gui.widgets.empty_state import EmptyState
from screening_app.gui.widgets.icon_label import IconLabel
from screening_app.gui.widgets.prose import Prose
from screening_app.gui.widgets.row_card import RowCard
from screening_app.gui.widgets.split import Split
from screening_app.gui.widgets.work_card import WorkCard
from screening_app.i18n import gettext as _
from screening_app.services.backup_plan import BackupPlan
from screening_app.services.ports import Clock

if TYPE_CHECKING:
    from screening_app.gui.keeper import Keeper
    from screening_app.gui.shell import Shell

T = TypeVar("T")


class BackupsPage(Page):
    """What is there beside the plan."""

    def __init__(self, keeper: "Keeper", clock: Clock, shell: "Shell", jobs: Jobs) -> None:
        # Translators: sv "Säkerhetskopior".
        super().__init__(
            _("Backups"),
            lead=_("Encrypted, one file each. A backup counts once a restore of it was proven."),
            width=Size.COLUMNS,
        )
        self._jobs, self._shell = jobs, shell
        self._said: Banner | None = None
        self._list: QWidget | None = None
        self._prove = list[Button]()
        self._busy = False
        self._presenter = BackupsPresenter(self, keeper.upkeep, keeper, clock, self._beside_us)
        self._work = WorkCard()
        self._work.cancelled.connect(self._presenter.cancel)
        split = Split(beside_width=Size.SIDE_MOST)
        split.main.addWidget(self._work)
        # Translators: sv "Kopior i mappen".
        split.main.addWidget(Prose(_("Backups in the folder"), role="title"))
        self._main = Column(gap=Space.NONE)
        split.main.addLayout(self._main)
        split.main.addStretch(1)
        self._plan = Card(_("Plan"))
        self._fields = StepFields((), {})
        split.beside.addWidget(self._plan)
        split.beside.addStretch(1)
        self.body.addWidget(split)
        back = Button(_("Back"), icon="left", key="Esc")
        back.setObjectName("back")
        back.clicked.connect(shell.back)
        # Translators: sv "Säkerhetskopiera nu".
        self._forward = Button(_("Back up now"), kind="primary", key="Enter")
        self._forward.setObjectName("back-up")
        self._forward.clicked.connect(self._back_up)
        self.set_actions(back, self._forward)
        self.first_focus = self._forward
        self._presenter.show()
        keeper.changed.connect(self._presenter_refresh)

    # What the presenter asks

    def show_plan(self, plan: BackupPlan) -> None:
        """Show the plan in its fields."""
        values = {"folder": plan.folder, "keep": str(plan.keep), "when": str(plan.when)}
        self._fields = StepFields(_plan_fields(), values)
        self._fields.entered.connect(self._back_up)
        self._plan.body.addWidget(self._fields)
        # Translators: sv "Spara planen".
        keep = Button(_("Keep this plan"))
        keep.setObjectName("keep-plan")
        keep.clicked.connect(self._keep)
        line = Row()
        line.addWidget(keep)
        line.addStretch(1)
        self._plan.body.addLayout(line)
        if not plan.folder:
            self.first_focus = self._fields.first()

    def show_model(self, model: BackupsModel) -> None:
        """Show the backups."""
        if self._list is not None:
            self._main.removeWidget(self._list)
            self._list.deleteLater()
        self._prove.clear()
        if model.problem:
            self._list = Banner("warn", model.problem)
        elif model.rows:
            self._list = RowCard(map(self._row, model.rows))
            self._list.setAccessibleName(_("Backups in the folder"))
        else:
            self._list = Card()
            empty = EmptyState("backup", _("No backup yet"), model.missing or _("The first one comes here."))
            self._list.body.addWidget(empty)
        self._main.addWidget(self._list)
        self._let(not self._busy)

    def show_work(self, state: WorkState | None) -> None:
        """Show how far the work under way has come."""
        self._busy = state is not None
        self._work.show_work(state)
        self._let(state is None)
        self._forward.set_ready(state is None, state.title if state else "")

    def show_said(self, text: str, *, is_good: bool) -> None:
        """Say how something ended; empty takes it back."""
        if self._said is not None:
            self.remove_banner(self._said)
        self._said = self.banner("info" if is_good else "warn", text) if text else None

    def show_errors(self, errors: Mapping[str, str]) -> None:
        """Show a sentence at each of these fields, and none at the others."""
        self._fields.show_errors(errors)

    # What the person does

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802
        """Back up with Enter; go back with Esc."""
        if event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            self._back_up()
        elif event.key() == Qt.Key.Key_Escape:
            self._shell.back()
        else:
            super().keyPressEvent(event)

    def _back_up(self) -> None:
        self._presenter.back_up(self._fields.values())

    def _keep(self) -> None:
        self._presenter.keep(self._fields.values())

    def _presenter_refresh(self) -> None:
        self._presenter.refresh()

    def _let(self, free: bool) -> None:
        for button in self._prove:
            button.setEnabled(free)

    def _row(self, row: BackupRow) -> QWidget:
        made = QWidget()
        line = Row(made, gap=Space.M, margins=(Space.M + Space.HAIR, Space.S, Space.M, Space.S))
        tick = IconLabel("check" if row.is_proven else "minus", size=Size.ICON)
        line.addWidget(tick, 0, Qt.AlignmentFlag.AlignVCenter)
        words = Column(gap=Space.NONE)
        words.addWidget(Prose(row.made, role="strong"))
        words.addWidget(Prose(row.proven, role="caption"))
        line.addLayout(words, 1)
        # Translators: tries whether a backup gives everything back; sv "Pröva".
        prove = Button(_("Prove"), size="small")
        prove.setObjectName(f"prove-{row.file.stem}")
        prove.setAccessibleDescription(row.made)
        prove.clicked.connect(partial(self._prove_one, row))
        self._prove.append(prove)
        line.addWidget(prove, 0, Qt.AlignmentFlag.AlignVCenter)
        return made

    def _prove_one(self, row: BackupRow, *_checked: object) -> None:
        self._presenter.prove(row.file)

    def _beside_us(
        self, work: Callable[[], T], success: Callable[[T], None], failure: Callable[[Exception], None]
    ) -> None:
        self._jobs.run(work, owner=self, success=success, failure=failure)


def _plan_fields() -> tuple[FieldWords, ...]:
    return (
        FieldWords(
            code="folder",
            label=_("Folder for backups"),
            kind=FieldKind.FOLDER,
            hint=_("On another disk than the records: a stick that is locked in, or the unit's own share."),
        ),
        FieldWords(
            code="keep",
            label=_("How many stay"),
            hint=_("Older ones go only when a newer one is proven."),
        ),
        FieldWords(
            code="when",
            label=_("When"),
            kind=FieldKind.CHOICE,
            choices=(
                Choice(code=str(When.WORKING_DAYS), text=_("Working days, at unlock")),
                Choice(code=str(When.BY_HAND), text=_("By hand only")),
            ),
        ),
    )
