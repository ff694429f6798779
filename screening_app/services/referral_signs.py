"""The signs and scores of a conversation as lines of a paper, each with the rule behind it."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from screening_app.domain.answers import Answer, AnswerKey
from screening_app.domain.document import Line, Mark
from screening_app.domain.ids import StepId
from screening_app.domain.result import INCOMPLETE, Flag, FlagLevel, Score
from screening_app.engine.evaluation import Evaluation
from screening_app.engine.explanation import points
from screening_app.i18n import text_in
from screening_app.questionnaire.model import ContentClass
from screening_app.questionnaire.pack_documents import DocumentType
from screening_app.services.conversation_state import Conversation
from screening_app.services.entry_names import name_of_instance
from screening_app.services.paper_words import PaperWords

_TOLD = (FlagLevel.IMMEDIATE, FlagLevel.SAME_DAY)
"""Levels that a referral tells of; ``attention`` is a hint for those who asked."""


@dataclass(frozen=True, slots=True)
class Signs:
    """Flags and scores of a conversation as lines, each with the answers and the rule behind it."""

    conversation: Conversation
    document: DocumentType
    words: PaperWords
    opened: frozenset[str] = frozenset()
    withheld: frozenset[str] = frozenset()

    def lines(self) -> tuple[Line, ...]:
        """Return grave flags first, then scores; leaves out what rests on content not allowed here.

        Flags of several forms that name the same sign are one line with all the answers behind it.
        """
        flags = [
            (step_id, evaluation, flag)
            for step_id, evaluation in self._evaluations()
            for flag in evaluation.flags
            if flag.level in _TOLD and self._may_be_named(evaluation, step_id, flag)
        ]
        flags.sort(key=lambda told: _TOLD.index(told[2].level))
        signs: dict[str, list[str]] = {}
        for step_id, evaluation, flag in flags:
            pairs = [
                (evidence.key, evidence.answer)
                for evidence in flag.evidence
                if self._may_tell(evaluation, step_id, [evidence.key])
            ]
            told = signs.setdefault(_first_sentence(text_in(flag.text, self.words.language)), [])
            told += self._items(step_id, evaluation, pairs)
        lines = [Line(text=self._sign(sign, items), mark=Mark.REPORTED) for sign, items in signs.items()]
        for step_id, evaluation in self._evaluations():
            for score in evaluation.scores:
                if self._may_tell(evaluation, step_id, [counted.key for counted in score.counted]):
                    lines.append(self._score(step_id, evaluation, score))
        return tuple(lines)

    def _evaluations(self) -> Iterator[tuple[StepId, Evaluation]]:
        for step in self.conversation.state.steps:
            record = self.conversation.records.get(step.step.id)
            if record is not None and record.is_begun and step.enabled:
                yield step.step.id, record.evaluation

    def _may_tell(self, evaluation: Evaluation, step_id: StepId, keys: list[AnswerKey]) -> bool:
        """Tell whether these answers may be given as reasons; an opened place may."""
        if any(f"{step_id}/{key}" in self.withheld for key in keys):
            return False
        kept = [key for key in keys if f"{step_id}/{key}" not in self.opened]
        barred = {*self.document.forbidden_class, *self.document.own_page, *self.document.opened_class}
        classes = {evaluation.form.items[key.link_id].content_class for key in kept}
        return not classes & barred and classes <= set(self.document.allowed_class)

    def _may_be_named(self, evaluation: Evaluation, step_id: StepId, flag: Flag) -> bool:
        """Tell whether a sign may be named; a grave one is, even where its reasons stay here.

        That a child is alone with the one who uses violence must reach whoever can act, though where
        the child is stays closed. What is dangerous if disclosed, or a way of contact, is never hinted at.
        """
        keys = [evidence.key for evidence in flag.evidence]
        if self._may_tell(evaluation, step_id, keys):
            return True
        hidden = {*self.document.forbidden_class, *self.document.own_page}
        classes = {evaluation.form.items[key.link_id].content_class for key in keys}
        return flag.level is FlagLevel.IMMEDIATE and not classes & hidden

    def _sign(self, sign: str, items: Sequence[str]) -> str:
        if not items:
            return self.words.fixed("sign-only", flag=sign)
        return self.words.fixed("sign", flag=sign, items=_listed(items))

    def _items(
        self, step_id: StepId, evaluation: Evaluation, pairs: Sequence[tuple[AnswerKey, Answer | None]]
    ) -> list[str]:
        """Return answers in words, those of an instance with its name before them."""
        told = []
        for key, answer in pairs:
            stated = self.words.stated(evaluation.form.items[key.link_id], answer)
            if key.instance:
                name, naming = name_of_instance(
                    evaluation, key.instance, self.words, named=names_people(self.document)
                )
                if f"{step_id}/{naming}" in self.withheld:
                    name, _ = name_of_instance(evaluation, key.instance, self.words, named=False)
                stated = f"{name}, {stated}"
            told.append(stated)
        return told

    def _score(self, step_id: StepId, evaluation: Evaluation, score: Score) -> Line:
        form, words = evaluation.form.questionnaire, self.words
        lowest, highest = points(score.lowest), points(score.highest)
        counted = [(part.key, part.answer) for part in score.counted if part.answer and part.highest > 0]
        rule = words.fixed("own-rule")
        if form.provenance.scoring != "own" and score.cutoff_text and score.source:
            variant = text_in(score.cutoff_text, words.language)
            rule = words.fixed("cutoff", variant=variant, source=score.source).rstrip(".")
        # A limit that is reached stands, whatever the answers that are missing would add (FORMS 3.6).
        open_ = "incomplete" if score.band in {None, INCOMPLETE} else "certain-though-incomplete"
        sentences = [
            words.fixed(
                "score",
                title=text_in(form.title, words.language),
                total=lowest if score.is_certain else f"{lowest}–{highest}",
                maximum=points(score.maximum),
                band=as_sentence(text_in(score.band_text or {}, words.language)),
            ).strip(),
            "" if score.is_certain else words.fixed(open_, lowest=lowest, highest=highest),
            words.fixed("result-rule", items=_listed(self._items(step_id, evaluation, counted)), rule=rule),
            words.fixed("adapted-wording") if form.provenance.wording == "adapted" else "",
        ]
        return Line(text=" ".join(filter(None, sentences)), mark=Mark.REPORTED)


def names_people(document: DocumentType) -> bool:
    """Tell whether a document may call people by their names."""
    return ContentClass.IDENTITY in document.allowed_class


def _listed(items: Sequence[str]) -> str:
    return "; ".join(item.rstrip(".") for item in dict.fromkeys(items)) or "–"


def _first_sentence(text: str) -> str:
    """Return the sign itself; what follows in a flag's text tells staff what to do now."""
    return re.split(r"(?<=[.!?])\s", text, maxsplit=1)[0]


def as_sentence(text: str) -> str:
    """Return a text with the full stop that it needs."""
    return text if not text or text.endswith((".", "!", "?")) else f"{text}."
