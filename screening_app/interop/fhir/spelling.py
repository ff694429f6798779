"""STU3 and R5 spellings of a Questionnaire, put into those of R4 (FORMS 6: tolerant on read).

Only what the newer or older version says in other words is touched; where a version says more than
R4 can, its own words stay and are not evaluated.
"""

from collections.abc import Callable, Mapping, Sequence

from screening_app.interop.fhir.json_text import Json, Resource

_TEXT_BESIDE_OPTIONS = {
    "optionsOnly": "choice",
    "optionsOrType": "open-choice",
    "optionsOrString": "open-choice",
}
_STU3_ANSWERS = "initial"


def in_r4(resource: Resource) -> Resource:
    """Return the Questionnaire in R4 spellings, without empty and null elements."""
    whole = _without_nothing(resource)
    if not isinstance(whole, dict):
        return {}
    return _with_items(whole, _item)


def _without_nothing(node: Json) -> Json:
    """FHIR has neither null (outside lists of primitives) nor empty objects and lists."""
    if isinstance(node, Mapping):
        kept = {key: _without_nothing(value) for key, value in node.items()}
        return {key: value for key, value in kept.items() if not _is_nothing(value)}
    if isinstance(node, Sequence) and not isinstance(node, str):
        return [_without_nothing(value) for value in node]
    return node


def _is_nothing(value: Json) -> bool:
    return value is None or (isinstance(value, Mapping | list) and not value)


def _with_items(node: Resource, change: Callable[[Resource], Resource]) -> Resource:
    items = node.get("item")
    if not isinstance(items, list):
        return node
    return {**node, "item": [change(item) if isinstance(item, dict) else item for item in items]}


def _item(item: Resource) -> Resource:
    done = _renamed(item, {"option": "answerOption"})
    done = _stu3_options(_stu3_initial(_r5_type(done)))
    conditions = done.get("enableWhen")
    if isinstance(conditions, list):
        done["enableWhen"] = [_condition(one) if isinstance(one, dict) else one for one in conditions]
        if any(isinstance(one, dict) and "operator" not in one for one in conditions):
            done.setdefault("enableBehavior", "any")  # STU3 knows no operator, and any condition opens
    return _with_items(done, _item)


def _renamed(node: Resource, names: Mapping[str, str]) -> Resource:
    return {
        (names.get(key, key) if names.get(key) not in node else key): value for key, value in node.items()
    }


def _r5_type(item: Resource) -> Resource:
    if item.get("type") != "coding":
        return item
    limits = item.get("answerConstraint", "optionsOnly")
    kind = _TEXT_BESIDE_OPTIONS.get(limits) if isinstance(limits, str) else None
    if kind is None:
        return item
    return {**{key: value for key, value in item.items() if key != "answerConstraint"}, "type": kind}


def _stu3_initial(item: Resource) -> Resource:
    """``initialBoolean: true`` of STU3 is ``initial: [{valueBoolean: true}]`` of R4."""
    if "initial" in item:
        return item
    old = [key for key in item if key.startswith(_STU3_ANSWERS) and key[len(_STU3_ANSWERS) :][:1].isupper()]
    if len(old) != 1:
        return item
    kept = {key: value for key, value in item.items() if key != old[0]}
    return {**kept, "initial": [{f"value{old[0][len(_STU3_ANSWERS) :]}": item[old[0]]}]}


def _stu3_options(item: Resource) -> Resource:
    """``options`` of STU3 is a Reference; ``answerValueSet`` of R4 is the address itself."""
    options = item.get("options")
    if not isinstance(options, Mapping) or "answerValueSet" in item:
        return item
    address = options.get("reference")
    if not isinstance(address, str):
        return item
    kept = {key: value for key, value in item.items() if key != "options"}
    return {**kept, "answerValueSet": address}


def _condition(condition: Resource) -> Resource:
    if "operator" in condition:
        return condition
    exists = condition.get("hasAnswer")
    if isinstance(exists, bool):
        kept = {key: value for key, value in condition.items() if key != "hasAnswer"}
        return {**kept, "operator": "exists", "answerBoolean": exists}
    if any(key.startswith("answer") for key in condition):
        return {**condition, "operator": "="}
    return condition
