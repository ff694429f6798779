"""Random sets of answers to a raw form: what a person could really record, and some of it hidden."""

import random

from hypothesis import strategies as st

from tests.helpers.oracle import FormOracle, Raw, Tree, many, text, trees

DATES = ["2026", "2025", "2026-03", "2026-02", "2026-03-01", "2026-03-02", "2025-12-31"]
SPOTS = ["front:head-front:500,90", "back:neck-back:500,140"]
"""In the middle of the body, where no side contradicts them."""
TIME = "14.30"
"""What an item takes that asks for a time of day, the only one here with a pattern."""


def answer_sets(form: Tree) -> st.SearchStrategy[Tree]:
    """Return a strategy for sets of answers, each item answered or not."""
    return _sets(FormOracle(form, {}), trees(form["item"]))


def _sets(form: FormOracle, items: list[Tree]) -> st.SearchStrategy[Tree]:
    parts: dict[str, st.SearchStrategy[Raw]] = {}
    for item in _flat(items):
        if item["type"] == "group":
            inner = _sets(form, trees(item["item"]))
            parts[text(item["linkId"])] = st.lists(inner, max_size=3).map(list)
        elif item["type"] != "display":
            parts[text(item["linkId"])] = _answers(form, item)
    return st.fixed_dictionaries({}, optional=parts)


def _flat(items: list[Tree]) -> list[Tree]:
    """Return items and what stands in groups that do not repeat."""
    found: list[Tree] = []
    for item in items:
        plain = item["type"] == "group" and not item.get("repeats")
        found += _flat(trees(item["item"])) if plain else [item]
    return found


def _answers(form: FormOracle, item: Tree) -> st.SearchStrategy[Raw]:
    absent: list[Raw] = [{"absent": reason} for reason in many(item.get("absent", []))]
    values = _values(form, item)
    return st.one_of(values, st.sampled_from(absent)) if absent else values


def _values(form: FormOracle, item: Tree) -> st.SearchStrategy[Raw]:
    options = form.options(item)
    codes: list[Raw] = [option["code"] for option in options]
    if not codes:
        return _plain(item)
    if not item.get("repeats"):
        return st.sampled_from(codes)
    together: list[Raw] = [option["code"] for option in options if not option.get("exclusive")]
    alone: list[Raw] = [[option["code"]] for option in options if option.get("exclusive")]
    several: st.SearchStrategy[Raw] = st.lists(
        st.sampled_from(together), min_size=1, max_size=3, unique=True
    ).map(list)
    return st.one_of(several, st.sampled_from(alone)) if alone else several


def _plain(item: Tree) -> st.SearchStrategy[Raw]:
    if item["type"] == "integer":
        return st.integers(int(str(item.get("minValue", 0))), int(str(item.get("maxValue", 100))))
    if item["type"] == "boolean":
        return st.booleans()
    if item["type"] == "date":
        return st.sampled_from(list[Raw](DATES))
    if item["type"] == "body-map":
        return st.sampled_from(list[Raw](SPOTS))
    if "regex" in item:
        return st.from_regex(text(item["regex"]), fullmatch=True)
    return st.sampled_from(list[Raw](["Å", "said"]))


def mutated(form: Tree, answers: Tree, dice: random.Random) -> Tree:
    """Return a set of answers a little different: some gone, some declined, some other."""
    oracle = FormOracle(form, {})
    items = {text(item["linkId"]): item for item in _flat(trees(form["item"]))}
    changed = dict(answers)
    for link_id in dice.sample(sorted(items), k=min(len(items), dice.randrange(3))):
        item = items[link_id]
        if item["type"] == "display" or dice.random() < 0.3:
            changed.pop(link_id, None)
        elif item["type"] == "group":
            changed[link_id] = _mutated_instances(form, item, changed.get(link_id), dice)
        else:
            changed[link_id] = _drawn(oracle, item, dice)
    return changed


def _mutated_instances(form: Tree, item: Tree, instances: Raw, dice: random.Random) -> Raw:
    body: Tree = {"item": item["item"], "contained": form.get("contained")}
    kept: list[Raw] = [mutated(body, one, dice) for one in trees(instances) if dice.random() < 0.8]
    return [*kept, mutated(body, {}, dice)] if dice.random() < 0.5 else kept


def _drawn(form: FormOracle, item: Tree, dice: random.Random) -> Raw:
    options = form.options(item)
    absent: list[Raw] = [{"absent": reason} for reason in many(item.get("absent", []))]
    if absent and dice.random() < 0.25:
        return dice.choice(absent)
    if options:
        code = dice.choice(options)["code"]
        return [code] if item.get("repeats") else code
    plain: dict[str, Raw] = {"integer": 9, "date": "2026-03", "boolean": True, "body-map": SPOTS[0]}
    return plain.get(text(item["type"]), TIME if "regex" in item else "Å")
