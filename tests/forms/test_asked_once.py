"""Nothing is asked twice in a conversation: every question that asks for what another one asked is found."""

from collections.abc import Iterator

import pytest

from screening_app.questionnaire.library import FileFormLibrary
from screening_app.questionnaire.pathway import Pathway
from tests.forms.test_vignettes import of_pathways
from tests.helpers.scenario import FORMS

LIBRARY = FileFormLibrary(FORMS)
PATHWAYS = [LIBRARY.pathway(canonical) for canonical in LIBRARY.pathways()]
LANGUAGES = ("sv", "en")


def asked_twice(pathway: Pathway) -> set[tuple[str, str]]:
    """Return pairs of questions with the same label, unless the answer of the first is carried to the second.

    Two sheets of results, each of an instrument on paper, ask the same of different papers.
    """
    carried = {(carry.from_, carry.to) for carry in pathway.carry}
    return {
        (first, second)
        for language in LANGUAGES
        for first, second in _pairs(list(_labels(pathway, language)))
        if (first, second) not in carried
    }


def _labels(pathway: Pathway, language: str) -> Iterator[tuple[str, str, bool, str]]:
    for step in pathway.step:
        if step.questionnaire is None:
            continue
        form = LIBRARY.questionnaire(step.questionnaire)
        for item, _around in form.walk():
            label = (item.short_text or item.text or {}).get(language, "")
            if item.is_answerable and label:
                place = f"{step.id}/{item.link_id}"
                yield place, form.canonical, "/instruments/" in form.url, label.casefold().strip(" ?.:")


def _pairs(labels: list[tuple[str, str, bool, str]]) -> Iterator[tuple[str, str]]:
    for at, (first, form, sheet, label) in enumerate(labels):
        for second, other, another, same in labels[at + 1 :]:
            if label == same and form != other and not (sheet and another):
                yield first, second


@pytest.mark.parametrize("pathway", PATHWAYS, ids=lambda pathway: pathway.url.rpartition("example/")[2])
def test_no_field_is_asked_for_twice(pathway: Pathway) -> None:
    print(f"\n{pathway.url}: asked twice {len(asked_twice(pathway))}, carried {len(pathway.carry)}")
    assert asked_twice(pathway) == set()


def test_a_form_that_stands_twice_in_a_pathway_is_asked_once() -> None:
    twice = {
        (pathway.canonical, one.id, two.id)
        for pathway in PATHWAYS
        for at, one in enumerate(pathway.step)
        for two in pathway.step[at + 1 :]
        if one.questionnaire is not None and one.questionnaire == two.questionnaire
    }
    reached = [
        (LIBRARY.find_pathway(f"https://samtalsstod.example/{name}").canonical, set(vignette.expect.step))
        for name, vignette in of_pathways()
    ]

    assert twice
    for pathway, one, two in twice:
        assert not [steps for owner, steps in reached if owner == pathway and {one, two} <= steps]


def test_the_list_would_name_a_question_that_is_no_longer_carried() -> None:
    pathway = LIBRARY.find_pathway("pathway-health")

    without = pathway.model_copy(update={"carry": ()})

    assert asked_twice(without) == {("w5-danger/change", "w5-what-happened/direction")}
