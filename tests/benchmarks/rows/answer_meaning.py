"""What one answer means: enablement, intervals, flags and their explanation, all from scratch."""

import random
from collections.abc import Iterator

from screening_app.domain.answers import Answer, Answers, PartialDate, Value
from screening_app.domain.events import Change, EventKind, fold
from screening_app.engine.circumstances import Circumstances
from screening_app.engine.evaluation import Place, evaluate
from screening_app.engine.explanation import explain
from screening_app.engine.form import CompiledForm
from screening_app.questionnaire.model import ItemType
from tests.benchmarks.figures import US, Figure, Scale, Watch, drawn, watch
from tests.helpers.scenario import TODAY, form_files, form_name, shipped_form

_NAMED = "core/danger-indicators"
_CIRCUMSTANCES = Circumstances(today=TODAY, age=34)
_PLAIN: dict[ItemType, Value] = {
    ItemType.BOOLEAN: True,
    ItemType.INTEGER: 1,
    ItemType.STRING: "ord",
    ItemType.TEXT: "ord",
    ItemType.DATE: PartialDate(2026, 1),
}


def measure(scale: Scale) -> Iterator[Figure]:
    """Give a row for the form about danger and one for the longest form that there is."""
    longest = max(map(form_name, form_files()), key=lambda name: len(shipped_form(name).items))
    for name in (_NAMED, longest):
        form = shipped_form(name)
        meaning = watch(US)
        for walk in range(scale.times(60, 1)):
            _answer_all(form, drawn(walk), meaning)
        yield Figure(
            what=f"one answer → enablement, intervals, flags, explanation ({name}, {len(form.items)} items)",
            ours=meaning.side(),
            unit=US,
            budget=50,
        )


def _answer_all(form: CompiledForm, chance: random.Random, meaning: Watch) -> None:
    """Answer every question in a drawn order, with drawn answers, and time what each brings."""
    answers, evaluation = Answers(), evaluate(form, Answers(), _CIRCUMSTANCES)
    while places := [place for place in evaluation.places if _is_open(place, answers)]:
        place = chance.choice(places)
        options = [option.code for option in place.item.answer_option]
        value = chance.choice(options) if options else _PLAIN[place.item.type]
        change = Change(kind=EventKind.ANSWERED, key=place.key, answer=Answer(values=(value,)))
        with meaning.running():
            answers = fold([change], answers)
            evaluation = evaluate(form, answers, _CIRCUMSTANCES)
            explain(evaluation)


def _is_open(place: Place, answers: Answers) -> bool:
    answerable = place.item.answer_option or place.item.type in _PLAIN
    return bool(answerable) and place.enabled and place.key not in answers.given
