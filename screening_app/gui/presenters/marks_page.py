"""The marks of a conversation as their page shows them."""

from collections.abc import Mapping
from dataclasses import replace

from screening_app.domain.answers import AbsentReason, AnswerKey
from screening_app.domain.body import REGIONS, RESTRICTED, WHOLE, BodySpot, BodyView, parts_of
from screening_app.engine.marks import MarkItems, mark_items, spot_at
from screening_app.gui.presenters.conversation_models import OptionModel, QuestionModel
from screening_app.gui.presenters.mark_photos import may_add, photos_of, why_no_photos
from screening_app.gui.presenters.marks_models import MarkEditor, MarkRow, MarksPage, MarksStanding
from screening_app.gui.presenters.questions import Asking, question_model
from screening_app.gui.presenters.wording import absent_in_words, text_of
from screening_app.i18n import gettext as _
from screening_app.i18n import language, ngettext
from screening_app.questionnaire.model import Item, ItemType
from screening_app.questionnaire.pack import Glossary
from screening_app.services.body_words import region_in_words, view_titles

PANELS: Mapping[str, tuple[tuple[BodyView, ...], ...]] = {
    "body": (WHOLE,),
    "head": ((BodyView.HEAD_RIGHT, BodyView.HEAD_LEFT),),
    "hands": (
        (BodyView.HAND_RIGHT_BACK, BodyView.HAND_LEFT_BACK),
        (BodyView.HAND_RIGHT_PALM, BodyView.HAND_LEFT_PALM),
    ),
}
"""Which views are shown together, row by row."""

MEASURED = frozenset({ItemType.INTEGER, ItemType.DECIMAL, ItemType.QUANTITY})
"""Types of what is measured of a mark."""


def panel_of(view: BodyView) -> str:
    """Return the panel that shows a view."""
    return next(name for name, rows in PANELS.items() if any(view in row for row in rows))


def marks_page(
    asking: Asking,
    group: AnswerKey,
    standing: MarksStanding,
    *,
    glossary: Glossary,
    removing: AnswerKey | None,
    restricted: bool,
) -> MarksPage:
    """Return the page.

    Args:
        removing: Mark that is about to be taken away, if any.
        restricted: Whether the user may mark the restricted regions.
    """
    words = _Words(asking, group, glossary)
    rows = words.rows(standing.chosen)
    chosen = next((row for row in rows if row.chosen), None)
    return MarksPage(
        key=str(group),
        heading=text_of(asking.conversation.step(asking.step).step.title),
        views=PANELS[standing.panel],
        titles=view_titles(glossary, language()),
        regions=_regions(glossary, restricted=restricted),
        panels=_panels(standing.panel),
        marks=rows,
        editor=words.editor(chosen, standing, removing) if chosen is not None else None,
        # Translators: above the body map; sv "Sida räknas från personen själv".
        whose=_("Sides are the person's own"),
        missing=_("Add at least one mark") if group in asking.evaluation.missing else "",
        begins=standing.begins,
    )


def marks_of(asking: Asking, group: AnswerKey) -> tuple[AnswerKey, ...]:
    """Return the marks in the order in which they were added."""
    numbers = asking.evaluation.answers.instances.get(group, ())
    return tuple(AnswerKey(group.link_id, (*group.instance, number)) for number in numbers)


def _said(glossary: Glossary, code: str) -> str:
    return text_of(glossary.body_word(code))


def _regions(glossary: Glossary, *, restricted: bool) -> dict[str, str]:
    """Return each region once, by the first view that shows it."""
    found: dict[str, str] = {}
    seen: set[str] = set()
    for view, codes in REGIONS.items():
        for code in codes:
            if code not in seen and (restricted or code not in RESTRICTED):
                seen.add(code)
                found[f"{view}:{code}"] = region_in_words(glossary, code, language())
    return found


def _panels(shown: str) -> tuple[OptionModel, ...]:
    # Translators: which part of the body map is shown; sv "Hela kroppen", "Huvud", "Händer".
    names = {"body": _("Whole body"), "head": _("Head"), "hands": _("Hands")}
    return tuple(
        OptionModel(code=code, text=text, digit=at, chosen=code == shown)
        for at, (code, text) in enumerate(names.items(), start=1)
    )


class _Words:
    """The marks of one group in words."""

    def __init__(self, asking: Asking, group: AnswerKey, glossary: Glossary) -> None:
        self._asking = asking
        self._group = group
        self._item = asking.evaluation.form.items[group.link_id]
        items = mark_items(self._item)
        if items is None:
            raise ValueError(group.link_id)
        self._items: MarkItems = items
        self._glossary = glossary

    def rows(self, chosen: AnswerKey | None) -> tuple[MarkRow, ...]:
        """Return every mark."""
        return tuple(
            MarkRow(
                key=str(mark),
                number=number,
                title=self._title(mark, number),
                size=self._size(mark),
                spot=spot_at(self._asking.evaluation.answers, self._items, mark.instance),
                open=self._open(mark),
                chosen=mark == chosen,
            )
            for number, mark in enumerate(marks_of(self._asking, self._group), start=1)
        )

    def _title(self, mark: AnswerKey, number: int) -> str:
        spot = spot_at(self._asking.evaluation.answers, self._items, mark.instance)
        kinds = (one for one in self._item.item if one.type is ItemType.CHOICE and not one.repeats)
        kind = next((one for one in kinds if one.link_id not in self._items.where), None)
        place = region_in_words(self._glossary, spot.region, language()) if spot is not None else ""
        said = [self._choice(kind, mark), place[:1].lower() + place[1:] if place else ""]
        parts = [part for part in said if part]
        # Translators: a mark on the body of which nothing is said yet; sv "Märke {number}".
        text = ", ".join(parts) or _("Mark {number}").format(number=number)
        return text[:1].upper() + text[1:]

    def _choice(self, item: Item | None, mark: AnswerKey) -> str:
        answer = (
            self._asking.evaluation.effective.get(AnswerKey(item.link_id, mark.instance)) if item else None
        )
        option = item.option(str(answer.values[0])) if item and answer and answer.values else None
        return text_of(option.display) if option is not None else ""

    def _size(self, mark: AnswerKey) -> str:
        answers = [
            self._asking.evaluation.effective.get(AnswerKey(one.link_id, mark.instance))
            for one in self._measured()
        ]
        numbers = [str(value) for answer in answers if answer is not None for value in answer.values]
        if numbers:
            # Translators: length and width of a mark; sv "{size} mm".
            return _("{size} mm").format(size=" × ".join(numbers))
        reasons = [answer.absent for answer in answers if answer is not None and answer.absent is not None]
        return _unmeasured(reasons[0]) if reasons else ""

    def _measured(self) -> list[Item]:
        return [one for one in self._item.item if one.type in MEASURED]

    def _open(self, mark: AnswerKey) -> str:
        depth, around = len(mark.instance), self._asking.evaluation.form.around
        count = sum(
            key.instance[:depth] == mark.instance and self._item in around[key.link_id]
            for key in self._asking.evaluation.missing
        )
        # Translators: beside a mark on the body; sv "{count} svar kvar".
        text = ngettext("{count} answer left", "{count} answers left", count)
        return text.format(count=count) if count else ""

    def editor(self, row: MarkRow, standing: MarksStanding, removing: AnswerKey | None) -> MarkEditor:
        """Return what is asked of a mark."""
        mark = AnswerKey.parse(row.key)
        measures = [self._question(one, mark, row.spot) for one in self._measured()]
        apart = {one.link_id for one in (self._items.place, self._items.side, *self._measured()) if one}
        others = [one for one in self._item.item if one.link_id not in apart and one.is_answerable]
        side = self._items.side
        return MarkEditor(
            key=row.key,
            # Translators: heading over the questions about a mark on the body; sv "Märke {number}".
            heading=_("Mark {number}").format(number=row.number),
            region=self._region(row.spot),
            side_note=self._side_note(row.spot),
            side=self._question(side, mark, row.spot) if side is not None else None,
            questions=tuple(
                self._question(one, mark, row.spot) for one in others if self._asks(one, row.spot)
            ),
            measures=tuple(replace(one, reasons=()) for one in measures),
            unmeasured=_shared_reasons(measures),
            moves=standing.moves,
            asks_removal=mark == removing,
            photos=photos_of(self._asking, mark, standing, removing),
            may_photograph=may_add(self._asking, mark),
            no_photos=why_no_photos(self._asking, mark),
        )

    @staticmethod
    def _region(spot: BodySpot | None) -> str:
        if spot is None:
            return ""
        view = next(view for view, codes in REGIONS.items() if spot.region in codes)
        return f"{view}:{spot.region}"

    def _side_note(self, spot: BodySpot | None) -> str:
        if spot is None:
            return ""
        # Translators: {side} is "left", "right" or "middle"; sv "vänster", "höger", "mitten".
        said = _("On the map: the person's {side}. Is that so? Choose the side.")
        return said.format(side=_said(self._glossary, spot.side))

    def _asks(self, item: Item, spot: BodySpot | None) -> bool:
        """Tell whether to ask: where only one part of the body fits, the place says it."""
        return item is not self._items.part or spot is None or len(parts_of(spot.region)) > 1

    def _question(self, item: Item, mark: AnswerKey, spot: BodySpot | None) -> QuestionModel:
        model = question_model(self._asking, AnswerKey(item.link_id, mark.instance))
        if item is self._items.part and spot is not None:
            offered = parts_of(spot.region)
            model = replace(model, options=tuple(one for one in model.options if one.code in offered))
        return model


def _shared_reasons(measures: list[QuestionModel]) -> tuple[OptionModel, ...]:
    """Return the reasons that all measures have; one is chosen where all have it."""
    if not measures:
        return ()
    return tuple(
        replace(
            reason,
            text=_unmeasured(AbsentReason(reason.code.removeprefix("absent:"))),
            digit=None,
            chosen=all(any(one.code == reason.code and one.chosen for one in m.reasons) for m in measures),
        )
        for reason in measures[0].reasons
        if all(any(one.code == reason.code for one in m.reasons) for m in measures)
    )


def _unmeasured(reason: AbsentReason) -> str:
    # Translators: of a mark on the body; sv "Ej mätt".
    return _("Not measured") if reason is AbsentReason.UNKNOWN else absent_in_words(reason)
