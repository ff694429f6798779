"""The entries of a repeating group: open one, take one away, add one."""

from screening_app.gui.presenters.conversation_models import GroupPage, InstanceModel
from screening_app.gui.theme.layout import Row
from screening_app.gui.theme.tokens import Space
from screening_app.gui.views.screen_view import ScreenView
from screening_app.gui.widgets.badge import Badge
from screening_app.gui.widgets.button import Button
from screening_app.gui.widgets.card import Card
from screening_app.gui.widgets.option import OpeningRow
from screening_app.gui.widgets.prose import Prose
from screening_app.i18n import gettext as _


class GroupView(ScreenView):
    """A list; a digit opens an entry, plus adds one."""

    def __init__(self, page: GroupPage) -> None:
        super().__init__(page.heading, gap=Space.S)
        if not page.instances:
            # Translators: an empty list; sv "Ingen tillagd än. Lägg till en i taget."
            self.column.addWidget(Prose(_("None added yet. Add one at a time."), role="body", tone="muted"))
        for instance in page.instances:
            self._add_instance(instance)
        self.add = Button(page.add, icon="plus", key="+", kind="plain")
        self.add.setObjectName("add")
        self.add.clicked.connect(lambda: self.acted.emit("add_instance", ""))
        row = Row()
        row.addWidget(self.add)
        row.addStretch(1)
        self.column.addLayout(row)
        # Enter goes on where one can: the focus stands on adding only where nothing else can be done.
        self.first = self.add if page.missing and not page.instances else None

    def _add_instance(self, instance: InstanceModel) -> None:
        row = Row(gap=Space.S)
        opener = OpeningRow(instance.key, instance.name, digit=instance.digit)
        opener.picked.connect(lambda key: self.acted.emit("open_instance", key))
        self.on_digit(instance.digit, opener.pick)
        row.addWidget(opener, 1)
        if instance.open:
            row.addWidget(Badge(instance.open, "warn"))
        if not instance.asks_removal:
            # Translators: takes an entry out of a list; sv "Ta bort".
            remove = Button(_("Take away"), kind="quiet", size="small")
            remove.setAccessibleName(_("Take away {name}").format(name=instance.name))
            remove.setObjectName(f"{instance.key}.remove")
            remove.clicked.connect(lambda: self.acted.emit("remove_instance", instance.key))
            row.addWidget(remove)
        self.column.addLayout(row)
        if instance.asks_removal:
            self._ask_removal(instance)

    def _ask_removal(self, instance: InstanceModel) -> None:
        card = Card(kind="warn")
        card.body.addWidget(Prose(_("Take away {name}?").format(name=instance.name), role="strong"))
        row = Row(gap=Space.XS)
        keep = Button(_("Keep"), size="small")
        keep.clicked.connect(lambda: self.acted.emit("leave_overlay", ""))
        remove = Button(_("Take away"), size="small")
        remove.setObjectName(f"{instance.key}.confirm")
        remove.clicked.connect(lambda: self.acted.emit("remove_instance", instance.key))
        row.addWidget(keep)
        row.addWidget(remove)
        row.addStretch(1)
        card.body.addLayout(row)
        self.column.addWidget(card)
        self.first = keep
