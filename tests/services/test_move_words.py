"""A preview in words: the sentences of ``forms diff``, and what becomes of the answers, never an answer."""

from pathlib import Path

from screening_app.questionnaire.loader import parse_questionnaire
from screening_app.services.forms_versions import compare_forms
from screening_app.services.move import preview_move
from screening_app.services.move_words import MoveInWords, move_in_words
from tests.questionnaire.examples import FILES, FORM
from tests.services.test_move import KEPT, NEW_REQUIRED, PHONE_GONE, SMALL, begun, later, newer, versioned

SECRET = "070 123"


def words(root: Path, files: dict[str, str], answers: dict[str, object]) -> MoveInWords:
    desk, draft = begun(root, answers)
    return move_in_words(preview_move(later(desk, root, files), draft.screening.id))


def test_the_sentences_are_those_of_forms_diff(tmp_path: Path) -> None:
    files = newer(PHONE_GONE, NEW_REQUIRED)
    found = words(tmp_path, files, {"hurt": "no", "minutes": 7, "phone": SECRET})

    compared = compare_forms(
        parse_questionnaire(FORM, "old.yaml"), parse_questionnaire(files[SMALL], "new.yaml")
    )
    assert tuple(one.sentence for one in compared.differences) in [one.sentences for one in found.changes]
    assert found.scores.startswith("Answers, scores, bands and flags")


def test_questions_are_named_as_they_are_asked_and_answers_never(tmp_path: Path) -> None:
    found = words(tmp_path, newer(PHONE_GONE, NEW_REQUIRED), {"hurt": "no", "minutes": 7, "phone": SECRET})

    form = next(one for one in found.changes if one.set_aside)
    assert form.set_aside == ("Number",)
    assert form.asks == ("Now?",)
    assert "do not fit stay" in found.kept
    assert SECRET not in repr(found)


def test_where_every_answer_fits_it_is_said(tmp_path: Path) -> None:
    found = words(tmp_path, newer(PHONE_GONE), {"hurt": "no"})

    assert found.kept.startswith("Every answer goes along")
    assert found.refusal == ""


def test_a_form_that_does_not_change_is_not_told(tmp_path: Path) -> None:
    found = words(tmp_path, newer(), {"hurt": "no"})

    assert all(not one.is_empty for one in found.changes)
    assert not any(one.set_aside or one.asks for one in found.changes)


def test_a_step_that_is_gone_is_told_with_the_answers_it_leaves_behind(tmp_path: Path) -> None:
    files = newer(PHONE_GONE)
    renamed = {name: text.replace('"one', '"first').replace("one:", "first:") for name, text in files.items()}

    found = words(tmp_path, {**renamed, **KEPT, SMALL: files[SMALL]}, {"minutes": 7})

    assert [one.set_aside for one in found.changes if one.set_aside] == [("How many minutes?",)]


def test_what_would_no_longer_count_is_the_reason_to_stay(tmp_path: Path) -> None:
    files = versioned({name: text.replace("hurt", "struck") for name, text in FILES.items()})

    found = words(tmp_path, files, {"hurt": "yes", "afraid": "no"})

    assert found.refusal.startswith("The conversation stays in the version that it was begun with")
