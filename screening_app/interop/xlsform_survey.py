"""The survey sheet as items of a form, from the first row to the last, with all refusals."""

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from typing import TypeVar

from screening_app.interop.xlsform_choices import Lists
from screening_app.interop.xlsform_conditions import Condition, Reading, all_of
from screening_app.interop.xlsform_errors import Refusal, refusal
from screening_app.interop.xlsform_names import Calculated, Known, Names
from screening_app.interop.xlsform_points import Weights, sum_of
from screening_app.interop.xlsform_questions import Question, question_items
from screening_app.interop.xlsform_table import Note, Row, Table, texts_of
from screening_app.interop.xlsform_types import RowType, row_type
from screening_app.interop.xpath import Call, NotTranslated, Text, Tree, parse_xpath
from screening_app.questionnaire.model import ItemType

MOST_GROUPS = 10

_NAME = re.compile(r"[^\W\d][\w.-]*")
_PIPED = re.compile(r"\$\{\s*([^{}\s]*)\s*\}")
_YES = frozenset({"yes", "true", "true()", "1"})
_NO = frozenset({"", "no", "false", "false()", "0"})
_CONSTANTS: Mapping[str, str] = {"TRUE": "true()", "FALSE": "false()"}
"""How a spreadsheet shows what a program wrote as a boolean."""
_Result = TypeVar("_Result")


@dataclass(slots=True)
class _Group:
    """A group that is open: its row and what stands around its rows."""

    row: Row | None
    item: dict[str, object]
    kind: RowType
    items: list[dict[str, object]] = field(default_factory=list)
    relevant: tuple[Tree, ...] = ()
    repeats: tuple[str, ...] = ()


class Survey:
    """The items and scores of a form, and what stands in the way of them.

    Attributes:
        refusals: In the order of the rows, as far as there is one.
        notes: What was left out of the form without changing what is asked or counted.
    """

    def __init__(self, table: Table, lists: Lists) -> None:
        self.refusals: list[Refusal] = []
        self.notes: list[Note] = []
        self.scores: list[dict[str, object]] = []
        self.weights: Weights = {}
        self._lists = lists
        self._names = Names(written=frozenset(row["name"] for row in table.rows))
        self._trees: dict[str, Row] = {}
        self._used: set[str] = set()
        self._groups = [_Group(None, {}, RowType(what="begin"))]
        for row in table.rows:
            self._take(row)
        self._finish()

    @property
    def items(self) -> list[dict[str, object]]:
        """What stands at the top of the form."""
        return self._groups[0].items

    def _take(self, row: Row) -> None:
        if self._yes(row, "disabled"):
            return
        kind = row_type(row["type"])
        if not row["type"]:
            if row["name"] or row.texts:
                self.refusals.append(row.refuse("type", "type", type="–"))
        elif kind.what == "end":
            self._close(row, kind)
        elif kind.what == "refused":
            self._names.lost.add(row["name"])
            self.refusals.append(row.refuse("type", "type", type=kind.said))
        elif kind.what == "collected":
            self._names.lost.add(row["name"])
            self.notes.append((f"survey {row.number}", kind.said, "xlsform-collected"))
        else:
            self._check_name(row, kind)
            self._meant(row, kind)

    def _check_name(self, row: Row, kind: RowType) -> None:
        name = row["name"]
        optional = kind.item in {ItemType.DISPLAY, ItemType.GROUP}
        if not name and not optional:
            self.refusals.append(row.refuse("name-missing", "name"))
        elif name and not _NAME.fullmatch(name):
            self.refusals.append(row.refuse("name", "name", name=name))
        elif name and name in self._used:
            self.refusals.append(row.refuse("name-twice", "name", name=name))
        self._used.add(name)

    def _meant(self, row: Row, kind: RowType) -> None:
        for column in ("trigger", "repeat_count"):
            if row[column]:
                self.refusals.append(row.refuse("feature", column))
        if row["parameters"] and row["type"].lower() != "range":
            self.notes.append((f"survey {row.number}", "parameters", "xlsform-column"))
        if kind.what == "calculate":
            self._calculate(row)
            return
        if row["calculation"]:
            self.refusals.append(row.refuse("feature", "calculation"))
        self._check_texts(row)
        if kind.what == "begin":
            self._open(row, kind)
        else:
            self._question(row, kind)

    def _check_texts(self, row: Row) -> None:
        for column, texts in row.texts.items():
            piped = [name for text in texts.values() for name in _PIPED.findall(text)]
            if piped:
                self.refusals.append(row.refuse("piped", column, name=piped[0]))

    def _open(self, row: Row, kind: RowType) -> None:
        around = self._groups[-1]
        name = row["name"] or f"group-{row.number}"
        item: dict[str, object] = {"linkId": name, "type": "group"}
        if text := dict(texts_of(row, "label")):
            item["text"] = text
        if hint := dict(texts_of(row, "hint", "guidance_hint")):
            item["help"] = hint
        if kind.repeats:
            item["repeats"] = True
        self._enable(item, row)
        own = self._tree(row, "relevant")
        self._names.answers[name] = Known(
            name=name, type=None, variants=(), row=row.number, repeats=around.repeats
        )
        if len(self._groups) > MOST_GROUPS:
            self.refusals.append(row.refuse("too-deep", limit=MOST_GROUPS))
        around.items.append(item)
        self._groups.append(
            _Group(
                row,
                item,
                kind,
                relevant=(*around.relevant, *([own] if own else [])),
                repeats=(*around.repeats, name) if kind.repeats else around.repeats,
            )
        )

    def _close(self, row: Row, kind: RowType) -> None:
        group = self._groups[-1]
        if group.row is None or group.kind.repeats != kind.repeats:
            self.refusals.append(row.refuse("end-without-begin", "type"))
            return
        self._groups.pop()
        if not group.items:
            self.refusals.append(group.row.refuse("group-empty", "type"))
        group.item["item"] = group.items

    def _finish(self) -> None:
        for group in self._groups[1:]:
            if group.row is not None:
                self.refusals.append(group.row.refuse("begin-without-end", "type"))
        for name, row in self._trees.items():
            if name not in self._names.scores and name not in self._names.read:
                self.refusals.append(row.refuse("calculation-not-points", "calculation"))
        if not self.items and not self.refusals:
            self.refusals.append(refusal("no-questions", "survey"))

    def _question(self, row: Row, kind: RowType) -> None:
        around = self._groups[-1]
        question = Question(
            row=row,
            kind=kind,
            required=self._yes(row, "required"),
            read_only=self._yes(row, "read_only"),
            repeats=around.repeats,
            relevant=self._condition(row, "relevant"),
        )
        items, known, refusals = question_items(question, self._lists, self._names)
        self.refusals += refusals
        around.items += items
        for one in known:
            self._names.answers[one.name] = one
            self._used.add(one.name)

    def _calculate(self, row: Row) -> None:
        tree = self._tree(row, "calculation")
        if tree is None:
            if not row["calculation"]:
                self.refusals.append(row.refuse("column-missing", "calculation", missing="calculation"))
            return
        name = row["name"]
        around = self._groups[-1]
        own = self._tree(row, "relevant")
        relevant = (*around.relevant, *([own] if own else []))
        self._trees[name] = row
        if self._score(row, tree, relevant):
            return
        for when in reversed(relevant):
            tree = Call("if", (when, tree, Text("")))
        self._names.calculations[name] = Calculated(tree=tree, row=row.number)

    def _score(self, row: Row, tree: Tree, relevant: tuple[Tree, ...]) -> bool:
        """Make a score of a calculation that adds points; tell whether it is one."""
        if self._groups[-1].repeats:
            return False
        name = row["name"]
        try:
            total = sum_of(self._names.written_out(tree), self._names, row=row.number)
            when = all_of(*(self._reading(row).condition(part) for part in relevant))
        except NotTranslated:
            return False
        if when is False or self._disagrees(row, total.weights):
            return False
        rule: dict[str, object] = {"id": name, "sum": list(total.weights), "missing": total.missing}
        self.scores.append(rule if when is True else {**rule, "when": when})
        self._names.scores.add(name)
        return True

    def _disagrees(self, row: Row, weights: Weights) -> bool:
        for link_id, points in weights.items():
            if self.weights.setdefault(link_id, points) != points:
                self.refusals.append(row.refuse("points-disagree", "calculation", name=link_id))
                return True
        return False

    def _reading(self, row: Row) -> Reading:
        return Reading(names=self._names, row=row.number, inside=self._groups[-1].repeats)

    def _enable(self, item: dict[str, object], row: Row) -> None:
        condition = self._condition(row, "relevant")
        if isinstance(condition, dict):
            item["enableWhen"] = condition

    def _condition(self, row: Row, column: str) -> Condition:
        tree = self._tree(row, column)
        if tree is None:
            return True
        condition = self._tried(row, column, lambda: self._reading(row).condition(tree))
        if condition is False:
            self.refusals.append(row.refuse("never-shown", column))
        return True if condition is None else condition

    def _tree(self, row: Row, column: str) -> Tree | None:
        text = _CONSTANTS.get(row[column], row[column])
        return self._tried(row, column, lambda: parse_xpath(text)) if text else None

    def _tried(self, row: Row, column: str, read: Callable[[], _Result]) -> _Result | None:
        try:
            return read()
        except NotTranslated as error:
            refused = row.refuse(error.rule, column, **error.params)
            if refused not in self.refusals:
                self.refusals.append(refused)
            return None

    def _yes(self, row: Row, column: str) -> bool:
        said = row[column].strip().lower()
        if said not in _YES | _NO:
            self.refusals.append(row.refuse("yes-or-no", column))
        return said in _YES


def every_item(items: list[dict[str, object]]) -> Iterator[dict[str, object]]:
    """Yield items and everything in them, in reading order."""
    for item in items:
        yield item
        inner = item.get("item")
        if isinstance(inner, list):
            yield from every_item(inner)


def put_weights(items: list[dict[str, object]], weights: Weights) -> None:
    """Write the points that scores count on the options that carry them."""
    for item in every_item(items):
        points = weights.get(str(item["linkId"]), {})
        options = item.get("answerOption")
        for option in options if isinstance(options, list) and points else []:
            option["itemWeight"] = points.get(option["code"], Decimal(0))
