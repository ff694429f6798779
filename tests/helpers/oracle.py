"""A second opinion: FORMS.md read once more, in plain Python over the raw files, naive on purpose.

Nothing here comes from the package. Everything is worked out again for each question asked, answers
are the sets that vignettes hold, and keys are text such as ``child-label@2``.
"""

import re
from collections.abc import Callable, Iterator
from decimal import Decimal
from typing import TypeAlias

Raw: TypeAlias = "str | int | bool | Decimal | list[Raw] | dict[str, Raw] | None"
Tree: TypeAlias = "dict[str, Raw]"
Path: TypeAlias = tuple[int, ...]
Verdict: TypeAlias = "tuple[Decimal, Decimal, str | None]"

DATE = r"\d{4}(-\d\d){0,2}"
ORDERS: dict[str, Callable[[int], bool]] = {
    "at-least": lambda sign: sign >= 0,
    "at-most": lambda sign: sign <= 0,
    "more-than": lambda sign: sign > 0,
    "less-than": lambda sign: sign < 0,
}


def tree(raw: Raw) -> Tree:
    """Return raw as keys with values."""
    assert isinstance(raw, dict)
    return raw


def trees(raw: Raw) -> list[Tree]:
    """Return raw as a list of keys with values; nothing is an empty list."""
    return [] if raw is None else [tree(part) for part in many(raw)]


def many(raw: Raw) -> list[Raw]:
    """Return raw as a list."""
    return raw if isinstance(raw, list) else [raw]


def text(raw: Raw) -> str:
    """Return raw as text."""
    assert isinstance(raw, str)
    return raw


def sign_of(one: Raw, other: Raw) -> int | None:
    """Compare two values; ``None`` if a coarse date leaves it open."""
    if isinstance(one, str) and isinstance(other, str):
        if not (re.fullmatch(DATE, one) and re.fullmatch(DATE, other)):
            return (one > other) - (one < other)
        length = min(len(one), len(other))
        if one[:length] != other[:length]:
            return -1 if one[:length] < other[:length] else 1
        return 0 if len(one) == len(other) else None
    left, right = Decimal(str(one)), Decimal(str(other))
    return (left > right) - (left < right)


class FormOracle:
    """A form with one set of answers."""

    def __init__(self, form: Tree, answers: Tree, *, age: int | None = None) -> None:
        self.form = form
        self.answers = answers
        self.age = age
        self.lists = {text(one["id"]): trees(one["option"]) for one in trees(form.get("contained"))}
        self.found: dict[str, tuple[Tree, list[Tree]]] = {}
        self._look(trees(form["item"]), [])

    def _look(self, items: list[Tree], around: list[Tree]) -> None:
        for item in items:
            self.found[text(item["linkId"])] = (item, around)
            self._look(trees(item.get("item")), [*around, item])

    def options(self, item: Tree) -> list[Tree]:
        """Return the options of an item."""
        named = item.get("answerValueSet")
        return self.lists[text(named)[1:]] if named else trees(item.get("answerOption"))

    def groups(self, link_id: str) -> list[str]:
        """Return the repeating groups around an item, outermost first."""
        _, around = self.found[link_id]
        return [text(group["linkId"]) for group in around if group.get("repeats")]

    def set_at(self, groups: list[str], path: Path) -> Tree:
        """Return the answer set of one instance."""
        here = self.answers
        for group, number in zip(groups, path, strict=True):
            here = trees(here.get(group))[number - 1]
        return here

    def given(self, link_id: str, path: Path) -> Raw:
        """Return what was answered, counted or not."""
        return self.set_at(self.groups(link_id), path).get(link_id)

    def instances(self, group: str, around: Path) -> list[Path]:
        """Return the instances of a group inside one instance of what is around it."""
        count = len(trees(self.set_at(self.groups(group), around).get(group)))
        return [(*around, number) for number in range(1, count + 1)]

    def paths(self, link_id: str) -> list[Path]:
        """Return every instance path that an item stands at."""
        found: list[Path] = [()]
        for group in self.groups(link_id):
            found = [inner for path in found for inner in self.instances(group, path)]
        return found

    def is_enabled(self, link_id: str, path: Path) -> bool:
        """FORMS 3.2: its parent is, and its own condition holds."""
        item, around = self.found[link_id]
        if around:
            parent = text(around[-1]["linkId"])
            if not self.is_enabled(parent, path[: len(self.groups(parent))]):
                return False
        return item.get("enableWhen") is None or self.holds(
            tree(item["enableWhen"]), self.scope(link_id, path)
        )

    def scope(self, link_id: str, path: Path) -> dict[str, Path]:
        """Return which instance of each repeating group an item stands in."""
        return {group: path[: at + 1] for at, group in enumerate(self.groups(link_id))}

    def effective(self, link_id: str, path: Path) -> Raw:
        """FORMS 3.1: only answers of enabled items count."""
        return self.given(link_id, path) if self.is_enabled(link_id, path) else None

    def holds(self, rule: Tree, scope: dict[str, Path]) -> bool:
        """FORMS 3.3."""
        if "all" in rule:
            return not [part for part in trees(rule["all"]) if not self.holds(part, scope)]
        if "any" in rule:
            return bool([part for part in trees(rule["any"]) if self.holds(part, scope)])
        if "not" in rule:
            return not self.holds(tree(rule["not"]), scope)
        if "every" in rule or "some" in rule:
            verdicts = [self.holds(tree(rule["holds"]), inner) for inner in self.inside(rule, scope)]
            return False not in verdicts if "every" in rule else True in verdicts
        if "question" in rule:
            link_id = text(rule["question"])
            groups = self.groups(link_id)
            return matches(rule, self.effective(link_id, scope[groups[-1]] if groups else ()))
        if "age" in rule:
            return self.age is not None and ordered(rule, self.age)
        return self.score_holds(rule)

    def inside(self, rule: Tree, scope: dict[str, Path]) -> Iterator[dict[str, Path]]:
        """Yield the scope of each counting instance that ``every`` or ``some`` goes through."""
        group = text(rule.get("every") or rule.get("some"))
        outer = self.groups(group)
        around = scope[outer[-1]] if outer else ()
        if self.is_enabled(group, around):
            for path in self.instances(group, around):
                yield {**scope, group: path}

    def score_holds(self, rule: Tree) -> bool:
        """FORMS 3.3: a comparison with a score holds only when it is certain."""
        verdict = self.scores().get(text(rule.get("score") or rule.get("band")))
        if verdict is None:
            return False
        lowest, highest, band = verdict
        if "band" in rule:
            return band == rule["is"]
        return ordered(rule, lowest) if "at-least" in rule or "more-than" in rule else ordered(rule, highest)

    def scores(self) -> dict[str, Verdict]:
        """FORMS 3.6: an absent answer may be worth its fewest or its most points."""
        found: dict[str, Verdict] = {}
        for rule in trees(self.form.get("score")):
            if rule.get("when") is not None and not self.holds(tree(rule["when"]), {}):
                continue
            ends = [self.worth(text(link_id)) for link_id in many(rule["sum"])]
            low, high = sum((end[0] for end in ends), Decimal(0)), sum((end[1] for end in ends), Decimal(0))
            found[text(rule["id"])] = (low, high, self.band(rule, low, high))
        return found

    def worth(self, link_id: str) -> tuple[Decimal, Decimal]:
        """Return the fewest and the most points of an item."""
        item, around = self.found[link_id]
        assert not any("enableWhen" in one for one in (*around, item)), "brute force is for these"
        weights = {text(o["code"]): Decimal(str(o["itemWeight"])) for o in self.options(item)}
        answer = self.given(link_id, ())
        if isinstance(answer, str):
            return weights[answer], weights[answer]
        if isinstance(answer, dict) and answer["absent"] == "not-applicable":
            return Decimal(0), Decimal(0)
        return min(weights.values()), max(weights.values())

    def band(self, rule: Tree, low: Decimal, high: Decimal) -> str | None:
        """Return the band both ends fall in."""
        if not rule.get("band"):
            return None
        at = [
            [b["id"] for b in trees(rule["band"]) if Decimal(str(b["from"])) <= end <= Decimal(str(b["to"]))]
            for end in (low, high)
        ]
        return text(at[0][0]) if at[0] and at[0] == at[1] else "incomplete"

    def flags(self) -> list[str]:
        """FORMS 3.8."""
        return [text(r["id"]) for r in trees(self.form.get("flag")) if self.holds(tree(r["when"]), {})]

    def enabled(self) -> set[str]:
        """Return every enabled place; of a repeating group, its own and that of each instance."""
        keys = set()
        for link_id, (item, _) in self.found.items():
            for path in self.paths(link_id):
                if self.is_enabled(link_id, path):
                    keys.add(key(link_id, path))
                    if item.get("repeats") and item["type"] == "group":
                        keys |= {key(link_id, inner) for inner in self.instances(link_id, path)}
        return keys

    def answered(self) -> dict[str, Raw]:
        """Return every effective answer."""
        answers = {
            key(link_id, path): self.effective(link_id, path)
            for link_id in self.found
            if not self.is_group(link_id)
            for path in self.paths(link_id)
        }
        return {where: answer for where, answer in answers.items() if answer is not None}

    def is_group(self, link_id: str) -> bool:
        """Tell whether an item is a group."""
        return self.found[link_id][0]["type"] == "group"

    def hidden(self) -> set[str]:
        """Return what was given and does not count."""
        return {
            key(link_id, path)
            for link_id in self.found
            if not self.is_group(link_id)
            for path in self.paths(link_id)
            if self.given(link_id, path) is not None and not self.is_enabled(link_id, path)
        }

    def missing(self) -> set[str]:
        """FORMS 3.5."""
        keys = set()
        for link_id, (item, _) in self.found.items():
            for path in self.paths(link_id):
                if (
                    item.get("required")
                    and self.is_enabled(link_id, path)
                    and self.lacks(item, link_id, path)
                ):
                    keys.add(key(link_id, path))
        return keys

    def lacks(self, item: Tree, link_id: str, path: Path) -> bool:
        """Tell whether nothing that satisfies ``required`` stands there."""
        if item["type"] == "group":
            return bool(item.get("repeats")) and not self.instances(link_id, path)
        answer = self.given(link_id, path)
        if isinstance(answer, dict):
            return answer["absent"] not in many(item.get("absent", []))
        return answer is None


def key(link_id: str, path: Path) -> str:
    """Return where something stands, as text."""
    return f"{link_id}@{'.'.join(map(str, path))}" if path else link_id


def matches(rule: Tree, answer: Raw) -> bool:
    """Compare a question's answer."""
    absent = tree(answer)["absent"] if isinstance(answer, dict) else None
    values = [] if answer is None or absent is not None else many(answer)
    if "answered" in rule:
        return bool(values) is rule["answered"]
    if "recorded" in rule:
        return (answer is not None) is rule["recorded"]
    if "absent" in rule:
        return absent is not None and absent in many(rule["absent"])
    if "is" in rule:
        return any(sign_of(value, rule["is"]) == 0 for value in values)
    if "is-not" in rule:
        return all(sign_of(value, rule["is-not"]) in {-1, 1} for value in values)
    if "in" in rule:
        return any(sign_of(value, one) == 0 for value in values for one in many(rule["in"]))
    if "includes" in rule:
        return all(any(sign_of(value, one) == 0 for value in values) for one in many(rule["includes"]))
    return any(ordered(rule, value) for value in values)


def ordered(rule: Tree, value: Raw) -> bool:
    """Compare one value by order; what cannot be told is false."""
    name = next(name for name in ORDERS if name in rule)
    sign = sign_of(value, rule[name])
    return sign is not None and ORDERS[name](sign)
