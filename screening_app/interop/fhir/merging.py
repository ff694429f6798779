"""What was not touched goes back as it came: the edited form laid over the file that it was made of.

Both the form as it was read and the form as it is now are written to FHIR. Where the two are the
same, the file's own words stay, whatever they are; where they differ, what is written now counts.
"""

from collections.abc import Iterator, Mapping

from screening_app.interop.fhir import urls
from screening_app.interop.fhir.json_text import Json, Resource

_TOGETHER = (
    frozenset({"answerOption", "answerValueSet"}),
    frozenset({"enableWhen", "enableBehavior", f"extension {urls.ENABLE_WHEN}"}),
    frozenset({"text", "_text"}),
    frozenset({"title", "_title"}),
)
"""Elements that say one thing together: one of them is never left beside another's new value."""
_SEPARATE = frozenset({"item", "meta", "resourceType", "linkId"})


def merged(original: Resource, before: Resource, now: Resource) -> Resource:
    """Return the original with what changed from ``before`` to ``now``.

    Args:
        original: The file, in R4 spellings.
        before: The form as it was read from it, written.
        now: The form as it is, written.
    """
    whole = _slots_merged(original, before, now)
    items = _Items(before, now).level(_items(original), None)
    return {**whole, "item": list[Json](items)} if items else whole


def _items(node: Resource) -> list[Resource]:
    found = node.get("item")
    return [item for item in found if isinstance(item, dict)] if isinstance(found, list) else []


def _link_id(item: Resource) -> str:
    return str(item.get("linkId"))


class _Items:
    """Merges the items of a form, level by level."""

    def __init__(self, before: Resource, now: Resource) -> None:
        self._before = dict(_placed(before, None))
        self._now = dict(_placed(now, None))

    def level(self, original: list[Resource], above: str | None) -> list[Resource]:
        """Return the items of one level: kept, changed or new; removed ones are gone."""
        done: list[Resource] = []
        for item in original:
            link_id = _link_id(item)
            if link_id not in self._before:
                done.append(self._unread(item))
            elif link_id in self._now and self._stays(link_id):
                done.append(self._merged(item))
        done = self._in_order(done)
        for link_id in self._new(above):
            done.insert(self._after(done, link_id, above), self._now[link_id][1])
        return done

    def _unread(self, item: Resource) -> Resource:
        inner = self.level(_items(item), _link_id(item))
        return {**item, "item": list[Json](inner)} if inner else item

    def _merged(self, item: Resource) -> Resource:
        link_id = _link_id(item)
        whole = _slots_merged(item, self._before[link_id][1], self._now[link_id][1])
        inner = self.level(_items(item), link_id)
        kept = {key: value for key, value in whole.items() if key != "item"}
        return {**kept, "item": list[Json](inner)} if inner else kept

    def _stays(self, link_id: str) -> bool:
        return self._before[link_id][0] == self._now[link_id][0]

    def _new(self, above: str | None) -> Iterator[str]:
        for link_id, (parent, _) in self._now.items():
            if parent == above and (link_id not in self._before or not self._stays(link_id)):
                yield link_id

    def _in_order(self, items: list[Resource]) -> list[Resource]:
        """Return the items in the order that the form has now; unread ones keep their position."""
        order = list(self._now)
        known = [item for item in items if _link_id(item) in self._now]
        ordered = iter(sorted(known, key=lambda item: order.index(_link_id(item))))
        return [next(ordered) if _link_id(item) in self._now else item for item in items]

    def _after(self, done: list[Resource], link_id: str, above: str | None) -> int:
        """Return where a new item stands: after the nearest one before it, or first."""
        siblings = [one for one, (parent, _) in self._now.items() if parent == above]
        before = set(siblings[: siblings.index(link_id)])
        positions = [index for index, item in enumerate(done) if _link_id(item) in before]
        return positions[-1] + 1 if positions else 0


def _placed(node: Resource, above: str | None) -> Iterator[tuple[str, tuple[str | None, Resource]]]:
    for item in _items(node):
        yield _link_id(item), (above, item)
        yield from _placed(item, _link_id(item))


def _slots_merged(original: Resource, before: Resource, now: Resource) -> Resource:
    one, other, found = _slots(before), _slots(now), _slots(original)
    names = dict.fromkeys((*found, *one, *other))
    changed = {name for name in names if one.get(name) != other.get(name)}
    for together in _TOGETHER:
        if changed & together:
            changed |= together
    merged_slots = {name: other.get(name) if name in changed else found.get(name) for name in names}
    return _joined({name: value for name, value in merged_slots.items() if value is not None})


def _slots(node: Resource) -> dict[str, Json]:
    """Return what an element states, each extension by its address."""
    found: dict[str, Json] = {key: value for key, value in node.items() if key != "extension"}
    extensions = node.get("extension")
    for extension in extensions if isinstance(extensions, list) else []:
        url = extension.get("url") if isinstance(extension, dict) else None
        held = found.setdefault(f"extension {url}", [])
        if isinstance(held, list):
            held.append(extension)
    return {key: value for key, value in found.items() if key not in _SEPARATE} | {
        key: node[key] for key in ("linkId", "resourceType", "meta") if key in node
    }


def _joined(slots: Mapping[str, Json]) -> Resource:
    extensions: list[Json] = []
    for key, value in slots.items():
        if key.startswith("extension ") and isinstance(value, list):
            extensions += value
    plain = {key: value for key, value in slots.items() if not key.startswith("extension ")}
    return {**plain, "extension": extensions} if extensions else plain
