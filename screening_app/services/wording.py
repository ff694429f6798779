"""The words of an instrument's owner in place of ours; ids, points, rules and vignettes stay (DESIGN 6)."""

import datetime as dt
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from screening_app.domain.errors import ScreeningAppError
from screening_app.domain.ids import LinkId
from screening_app.i18n import N_, gettext
from screening_app.questionnaire.errors import short
from screening_app.questionnaire.model import (
    AnswerOption,
    Item,
    Provenance,
    Questionnaire,
    ScoreRule,
    Sentence,
    ValueSet,
)
from screening_app.questionnaire.structure import resolved

ADAPTED_NOTE = "adapted-note"
"""Link id of the text that says, in every adapted form, that it is not the instrument itself."""

_SHOWN = 40


@dataclass(frozen=True, slots=True, kw_only=True)
class Wording:
    """The texts of a licensed file, each by language.

    Attributes:
        title: Of the instrument.
        questions: By link id.
        options: By link id and code.
    """

    title: Mapping[str, str] = field(default_factory=dict)
    questions: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    options: Mapping[tuple[str, str], Mapping[str, str]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class Ownership:
    """Whose words they are, under which terms, and since when they stand here."""

    owner: str
    licence: str
    date: dt.date
    citation: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Reworded:
    """A form in its owner's words.

    Attributes:
        replaced: How many texts of questions and options.
        left_out: Languages of the file that the form does not have, or that lack a text.
        lost: Languages of the form that the file lacks; the form has them no more.
    """

    form: Questionnaire
    replaced: int
    left_out: tuple[str, ...]
    lost: tuple[str, ...]


class NotAnInstrument(ScreeningAppError):
    """The form is in words of our own and nobody else's instrument."""

    code = "wording/not-an-instrument"
    user_message = N_(
        "{form} is not adapted from an instrument, so nobody else's wording belongs in it. Name another form."
    )


class OwnerMissing(ScreeningAppError):
    """Owner or licence is blank."""

    code = "wording/owner-missing"
    user_message = N_(
        "Say with --owner and --licence whose wording it is and under which terms you may use it."
    )


class WordingDoesNotMatch(ScreeningAppError):
    """File and form do not hold the same questions and options.

    Attributes:
        differences: One sentence each, in the order of the form.
    """

    code = "wording/does-not-match"
    user_message = N_("The wording was not taken over: the file and the form do not match.")

    def __init__(self, differences: tuple[str, ...]) -> None:
        super().__init__(count=len(differences))
        self.differences = differences

    def describe(self) -> str:
        """Return the sentence and a line for each difference."""
        shown = self.differences[:_SHOWN]
        more = ["…"] if len(self.differences) > _SHOWN else []
        return "\n".join([super().describe(), *shown, *more])


def reword(form: Questionnaire, wording: Wording, ownership: Ownership) -> Reworded:
    """Return the form with the owner's words, or change nothing.

    Questions to the person and all their options must be in the file, and nothing that the form
    does not have. Texts for staff stay ours. The note that the wording is adapted goes.

    Args:
        form: As its file states it, lists not yet put on the items.

    Raises:
        NotAnInstrument: If it is nobody's instrument.
        OwnerMissing: If owner or licence is blank.
        WordingDoesNotMatch: With everything that is missing or too much.
    """
    if form.provenance.wording == "own":
        raise NotAnInstrument(form=form.canonical)
    if not ownership.owner.strip() or not ownership.licence.strip():
        raise OwnerMissing
    whole = resolved(form)[0]
    differences = tuple(_differences(whole, wording))
    if differences:
        raise WordingDoesNotMatch(differences)
    languages = _languages(whole, wording)
    if not languages:
        raise WordingDoesNotMatch(
            (gettext("In no language of the form does the file have all texts, in words other than ours."),)
        )
    offered = {code for texts in _texts(wording) for code in texts}
    return Reworded(
        form=_Rewording(whole, wording, languages).of(form, ownership),
        replaced=sum(name != ADAPTED_NOTE for name in wording.questions) + len(wording.options),
        left_out=tuple(sorted(offered - set(languages))),
        lost=tuple(code for code in form.languages if code not in languages),
    )


def _differences(form: Questionnaire, wording: Wording) -> Iterator[str]:
    if not wording.title:
        yield gettext("The file has no title for the form.")
    items = {str(item.link_id): item for item, _ in form.walk() if item.link_id != ADAPTED_NOTE}
    for name, item in items.items():
        if any(wording.questions.get(name, {}).values()):
            yield from _options(name, item, wording)
        elif item.is_answerable and item.audience == form.audience:
            yield gettext("{question}: the file has no text for it.").format(question=name)
    yield from _unknown(items, wording)


def _unknown(items: Mapping[str, Item], wording: Wording) -> Iterator[str]:
    for name in dict.fromkeys([*wording.questions, *(question for question, _ in wording.options)]):
        if name not in items and name != ADAPTED_NOTE:  # an export of ours that was filled in still has it
            yield gettext("{question}: the form has no such question.").format(question=short(name))
        elif name not in wording.questions:
            yield gettext("{question}: the file has options but no text for it.").format(question=name)


def _options(name: str, item: Item, wording: Wording) -> Iterator[str]:
    given = [code for question, code in wording.options if question == name]
    for option in item.answer_option:
        if not any(wording.options.get((name, option.code), {}).values()):
            missing = gettext("{question}, option {option}: the file has no text for it.")
            yield missing.format(question=name, option=option.code)
    yield from _same(name, given, wording)
    for code in given:
        if item.option(code) is None:
            unknown = gettext("{question}, option {option}: the form has no such option.")
            yield unknown.format(question=name, option=short(code))


def _same(name: str, given: list[str], wording: Wording) -> Iterator[str]:
    """Yield options that nobody could tell apart."""
    seen: dict[tuple[str, str], str] = {}
    for code in given:
        for language, text in wording.options[name, code].items():
            first = seen.setdefault((language, " ".join(text.split()).casefold()), code)
            if first != code and text.strip():
                same = gettext(
                    "{question}, options {first} and {second}: the file has the same text for both."
                )
                yield same.format(question=name, first=short(first), second=short(code))
                break


def _texts(wording: Wording) -> Iterator[Mapping[str, str]]:
    yield wording.title
    yield from wording.questions.values()
    yield from wording.options.values()


def _languages(form: Questionnaire, wording: Wording) -> tuple[str, ...]:
    """Return the languages of the form in which the file has every text, and not our own."""
    ours = {item.link_id: item.text or {} for item, _ in form.walk()}

    def is_owners(code: str) -> bool:
        whole = all(code in texts for texts in _texts(wording))
        return whole and any(
            texts[code] != ours.get(LinkId(name), {}).get(code) for name, texts in wording.questions.items()
        )

    return tuple(code for code in form.languages if is_owners(code))


def _owned(form: Questionnaire, ownership: Ownership) -> Provenance:
    return form.provenance.model_copy(
        update={
            "wording": "official",
            "owner": ownership.owner.strip(),
            "licence": ownership.licence.strip(),
            "date": ownership.date,
            "citation": ownership.citation or form.provenance.citation,
        }
    )


class _Rewording:
    def __init__(self, whole: Questionnaire, wording: Wording, languages: tuple[str, ...]) -> None:
        self._wording, self._languages = wording, languages
        self._options = {item.link_id: self._reworded(item) for item, _ in whole.walk()}
        self._lists = self._shared(whole)
        self._named = {link_id: name for name, (users, _) in self._lists.items() for link_id in users}

    def of(self, form: Questionnaire, ownership: Ownership) -> Questionnaire:
        return form.model_copy(
            update={
                "title": self._kept(self._wording.title),
                "languages": self._languages,
                "provenance": _owned(form, ownership),
                "contained": tuple(self._contained()),
                "item": self._items(form.item),
                "score": tuple(self._score(score) for score in form.score),
                "flag": tuple(flag.model_copy(update={"text": self._kept(flag.text)}) for flag in form.flag),
                "sha256": "",
                "source_text": "",
            }
        )

    def _contained(self) -> Iterator[ValueSet]:
        for name, (_users, options) in self._lists.items():
            yield ValueSet(id=name, option=options)

    def _score(self, score: ScoreRule) -> ScoreRule:
        bands = [band.model_copy(update={"text": self._kept(band.text)}) for band in score.band]
        limit = score.cutoff
        if limit is not None:
            limit = limit.model_copy(update={"text": self._kept(limit.text)})
        update = {"title": self._ours(score.title), "band": tuple(bands), "cutoff": limit}
        return score.model_copy(update=update)

    def _items(self, items: tuple[Item, ...]) -> tuple[Item, ...]:
        return tuple(self._item(item) for item in items if item.link_id != ADAPTED_NOTE)

    def _item(self, item: Item) -> Item:
        texts = self._wording.questions.get(item.link_id)
        name = self._named.get(item.link_id)
        return item.model_copy(
            update={
                "text": self._kept(texts) if texts else self._ours(item.text),
                "help": self._ours(item.help),
                # A label of ours beside the owner's words would be a second wording of the question.
                "short_text": None if texts else self._ours(item.short_text),
                "answer_value_set": f"#{name}" if name else None,
                "answer_option": () if name else self._options[item.link_id],
                "item": self._items(item.item),
            }
        )

    def _reworded(self, item: Item) -> tuple[AnswerOption, ...]:
        return tuple(
            option.model_copy(
                update={
                    "display": self._kept(
                        self._wording.options.get((item.link_id, option.code), option.display)
                    )
                }
            )
            for option in item.answer_option
        )

    def _shared(self, whole: Questionnaire) -> "dict[str, tuple[list[LinkId], tuple[AnswerOption, ...]]]":
        """Return each list that several questions have now, by a name, with those questions.

        The owner's words may part questions that had one list, and give one list to others.
        """
        users: dict[tuple[str, ...], list[Item]] = {}
        for item, _ in whole.walk():
            if options := self._options[item.link_id]:
                users.setdefault(tuple(one.model_dump_json() for one in options), []).append(item)
        found: dict[str, tuple[list[LinkId], tuple[AnswerOption, ...]]] = {}
        for items in users.values():
            if len(items) > 1:
                stated = (items[0].answer_value_set or "").removeprefix("#")
                name = stated if stated and stated not in found else f"options-{len(found) + 1}"
                found[name] = ([item.link_id for item in items], self._options[items[0].link_id])
        return found

    def _ours(self, text: Sentence | None) -> Sentence | None:
        return self._kept(text) if text else None

    def _kept(self, texts: Mapping[str, str]) -> Sentence:
        return {code: texts[code] for code in self._languages if code in texts}
