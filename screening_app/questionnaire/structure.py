"""What a form must keep to before anybody may answer it: ids, options, classes (FORMS 2)."""

import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from typing import NamedTuple

from screening_app.questionnaire.model import AnswerOption, Item, ItemType, Questionnaire
from screening_app.questionnaire.outline import Entry, Outline
from screening_app.questionnaire.source import TreePath

# No bar and no hash: a canonical is cut at the one, and a fragment is no form of its own.
_ADDRESS = re.compile(r"https?://[A-Za-z0-9.-]+(:[0-9]{1,5})?(/[^\s|#\\<>\"{}^`]*)?")
_VERSION = re.compile(r"[0-9A-Za-z][0-9A-Za-z.+-]*")
_LONGEST_ID = 255
_NAME = re.compile(r"urn:[a-z0-9][a-z0-9-]{0,31}:[^\s|#]+")


class Breach(NamedTuple):
    """A rule broken at a path of the file; ``Source.finding`` gives it line and name."""

    code: str
    path: TreePath
    params: Mapping[str, object]


def is_address(url: str, *, imported: bool = False) -> bool:
    """Tell whether a form may go by a url: an absolute web address, or the name an import has to make up."""
    return _ADDRESS.fullmatch(url) is not None or (imported and _NAME.fullmatch(url) is not None)


def structure_breaches(outline: Outline) -> Iterator[Breach]:
    """Yield what is wrong with ids, options, groups and content classes."""
    form = outline.form
    if not is_address(form.url, imported=form.imported is not None or form.status == "draft"):
        yield Breach("wrong-url", ("url",), {"url": form.url})
    yield from _name_breaches(outline)
    yield from twice("duplicate-link-id", "link_id", _link_ids(outline))
    yield from twice("duplicate-id", "id", ((s.id, ("score", i)) for i, s in enumerate(form.score)))
    yield from twice("duplicate-id", "id", ((f.id, ("flag", i)) for i, f in enumerate(form.flag)))
    yield from _contained(form)
    if form.imported is not None and form.imported.reviewed is None and form.status == "active":
        yield Breach("import-not-reviewed", ("imported",), {})
    for index, name in enumerate(form.reworded):
        if outline.entry(name) is None:
            yield Breach("unknown-link-id", ("reworded", index), {"link_id": name})
    known = {f"#{value_set.id}" for value_set in form.contained}
    for entry in outline.entries:
        yield from _options(entry, known)
        yield from _place(entry)


def _name_breaches(outline: Outline) -> Iterator[Breach]:
    if not is_version(outline.form.version):
        yield Breach("wrong-version", ("version",), {"version": outline.form.version})
    for name, path in _names(outline):
        if not is_id(name):
            yield Breach("wrong-id", path, {"id": name})


def is_version(version: str) -> bool:
    """Tell whether a version can stand in a canonical and in the name of a file."""
    return _VERSION.fullmatch(version) is not None


def is_id(name: str) -> bool:
    """Tell whether people and programs can tell one name from another: in one line, nothing unseen in it."""
    return bool(name) and name.isprintable() and name == name.strip() and len(name) <= _LONGEST_ID


def _names(outline: Outline) -> Iterator[tuple[str, TreePath]]:
    """Yield every name that a form gives, and where it stands."""
    form = outline.form
    yield from _link_ids(outline)
    for entry in outline.entries:
        if entry.item.answer_value_set is None:
            yield from _option_codes(entry.item.answer_option, (*entry.path, "answerOption"))
    for index, value_set in enumerate(form.contained):
        yield value_set.id, ("contained", index)
        yield from _option_codes(value_set.option, ("contained", index, "option"))
    for index, score in enumerate(form.score):
        yield score.id, ("score", index)
        yield from ((band.id, ("score", index, "band", at)) for at, band in enumerate(score.band))
    yield from ((flag.id, ("flag", index)) for index, flag in enumerate(form.flag))


def _link_ids(outline: Outline) -> Iterator[tuple[str, TreePath]]:
    for entry in outline.entries:
        yield entry.item.link_id, entry.path


def twice(code: str, word: str, named: Iterable[tuple[str, TreePath]]) -> Iterator[Breach]:
    """Yield a breach for each name that has stood before."""
    seen: set[str] = set()
    for name, path in named:
        # People do not tell two names apart that differ in capitals or in how a letter is composed.
        alike = unicodedata.normalize("NFKC", name).casefold()
        if alike in seen:
            yield Breach(code, path, {word: name})
        seen.add(alike)


def _codes(options: tuple[AnswerOption, ...], path: TreePath) -> Iterator[Breach]:
    yield from twice("duplicate-code", "code", _option_codes(options, path))


def _option_codes(options: tuple[AnswerOption, ...], path: TreePath) -> Iterator[tuple[str, TreePath]]:
    for index, option in enumerate(options):
        yield option.code, (*path, index)


def _contained(form: Questionnaire) -> Iterator[Breach]:
    named = ((value_set.id, ("contained", index)) for index, value_set in enumerate(form.contained))
    yield from twice("duplicate-id", "id", named)
    for index, value_set in enumerate(form.contained):
        yield from _codes(value_set.option, ("contained", index, "option"))


def _options(entry: Entry, known: set[str]) -> Iterator[Breach]:
    """Check one item's options; the loader has put a named list in their place already."""
    item, path = entry.item, entry.path
    if item.answer_value_set is not None and item.answer_value_set not in known:
        yield Breach("unknown-list", path, {"list": item.answer_value_set})
    elif item.type is ItemType.CHOICE and not item.answer_option:
        yield Breach("no-options", path, {})
    if item.answer_option and item.type is not ItemType.CHOICE:
        yield Breach("options-not-used", path, {})
    if item.answer_value_set is None:
        yield from _codes(item.answer_option, (*path, "answerOption"))


def _place(entry: Entry) -> Iterator[Breach]:
    item, path = entry.item, entry.path
    if item.is_answerable and item.content_class is None:
        yield Breach("content-class-missing", path, {})
    if item.item and item.type is not ItemType.GROUP:
        yield Breach("item-not-a-group", path, {})
    if item.type is ItemType.GROUP and not item.item:
        yield Breach("empty-group", path, {})
    if item.type is not ItemType.GROUP and item.text is None:
        yield Breach("text-missing", path, {})


def resolved(form: Questionnaire) -> tuple[Questionnaire, list[Breach]]:
    """Return the form with named lists, content classes and audiences put on every item.

    ``contentClass`` and ``audience`` come from the nearest group that states one; the audience
    of the form stands where no group does. An item that states a list twice is a breach.
    """
    lists = {f"#{value_set.id}": value_set.option for value_set in form.contained}
    breaches: list[Breach] = []

    def complete(items: tuple[Item, ...], above: Item | None, path: TreePath) -> tuple[Item, ...]:
        return tuple(one(item, above, (*path, "item", index)) for index, item in enumerate(items))

    def one(item: Item, above: Item | None, path: TreePath) -> Item:
        if item.answer_value_set is not None and item.answer_option:
            breaches.append(Breach("two-lists", path, {}))
        named = lists.get(item.answer_value_set or "", ())
        done = item.model_copy(
            update={
                "answer_option": item.answer_option or named,
                "content_class": item.content_class or (above.content_class if above else None),
                "audience": item.audience or (above.audience if above else form.audience),
            }
        )
        return done.model_copy(update={"item": complete(item.item, done, path)}) if item.item else done

    return form.model_copy(update={"item": complete(form.item, None, ())}), breaches
