"""What differs between two versions of a form is said, with what it means (FORMS 4, PEERS 22)."""

import pytest

from screening_app.questionnaire.loader import parse_questionnaire
from screening_app.questionnaire.versions.difference import Difference, Effect, Kind
from screening_app.questionnaire.versions.form import form_differences
from tests.questionnaire.examples import FORM, broken

NOTHING: set[Effect] = set()


def differences(new: str, old: str = FORM) -> list[Difference]:
    """Return what differs between two texts of a form."""
    return list(form_differences(parse_questionnaire(old, "old.yaml"), parse_questionnaire(new, "new.yaml")))


def test_a_form_does_not_differ_from_itself() -> None:
    assert differences(FORM) == []


@pytest.mark.parametrize(
    ("old", "new", "place", "aspect", "effects"),
    [
        ('version: "1.0.0"', 'version: "1.1.0"', "", "version", NOTHING),
        ('status: "active"', 'status: "retired"', "", "status", NOTHING),
        ('en: "Small questions"', 'en: "Small question"', "", "title.en", {Effect.JUDGE}),
        ('basis: "test"', 'basis: "trial"', "", "provenance.basis", NOTHING),
        ('type: "integer"', 'type: "decimal"', "minutes", "type", {Effect.DRAFTS, Effect.MEANING}),
        ("    required: true\n", "", "hurt", "required", {Effect.ASKS}),
        ('    absent: ["declined"]\n', "", "hurt", "absent", {Effect.DRAFTS}),
        ('en: "First question"', 'en: "First questions"', "hurt", "text.en", {Effect.JUDGE}),
        ('en: "First question"', 'en: "First question."', "hurt", "text.en", {Effect.CORRECTION}),
        ('en: "First question"', 'en: "No first question"', "hurt", "text.en", {Effect.JUDGE}),
        ('scoring: "own"', 'scoring: "published"', "", "provenance.scoring", {Effect.SCORES}),
        (
            'text: {sv: "Nummer", en: "Number"}',
            'text: {sv: "Vem var där?", en: "Who was there?"}',
            "phone",
            "text.en",
            {Effect.MEANING},
        ),
        (
            'enableWhen: {question: "hurt", is: "yes"}',
            'enableWhen: {question: "hurt", is: "no"}',
            "when",
            "enableWhen",
            {Effect.DRAFTS, Effect.ASKS},
        ),
        (
            'contentClass: "location"',
            'contentClass: "ordinary"',
            "child-lives",
            "contentClass",
            {Effect.PAPERS},
        ),
        (
            '          - {code: "there", display: {sv: "Där", en: "There"}}\n',
            "",
            "child-lives",
            "option.there",
            {Effect.DRAFTS, Effect.JUDGE},
        ),
        ('{sv: "Ja", en: "Yes"}', '{sv: "Ja", en: "Yes!"}', "hurt", "option.yes.en", {Effect.CORRECTION}),
        (", exclusive: true", "", "when", "option.never.exclusive", {Effect.DRAFTS}),
        ('variant: "original"', 'variant: "other"', "total", "cutoff", {Effect.SCORES}),
        ('en: "Reported"', 'en: "Report"', "total", "band.positive.text.en", {Effect.JUDGE}),
        ('level: "same-day"', 'level: "immediate"', "child-here", "level", {Effect.SCORES}),
        ('action: ["child-report"]', 'action: ["supervisor"]', "child-here", "action", {Effect.SCORES}),
        (
            'holds: {question: "child-lives", is: "here"}',
            'holds: {question: "child-lives", is: "there"}',
            "child-here",
            "when",
            {Effect.SCORES},
        ),
    ],
)
def test_each_change_is_said_with_its_place_and_meaning(
    old: str, new: str, place: str, aspect: str, effects: set[Effect]
) -> None:
    found = {(one.place, one.aspect): one for one in differences(broken(FORM, old, new))}

    assert (place, aspect) in found
    one = found[place, aspect]
    assert one.effects == effects
    assert one.sentence.endswith(".")
    assert one.before != one.after


def test_points_bands_and_range_of_a_changed_score_are_each_said() -> None:
    text = FORM.replace("itemWeight: 1", "itemWeight: 2").replace("range: [0, 2]", "range: [0, 4]")
    text = text.replace("from: 1, to: 2", "from: 1, to: 4")

    found = {(one.place, one.aspect) for one in differences(text) if Effect.SCORES in one.effects}

    assert found == {
        ("hurt", "option.yes.itemWeight"),
        ("afraid", "option.yes.itemWeight"),
        ("total", "range"),
        ("total", "band.positive"),
    }


def test_a_question_that_is_gone_or_new_is_said_in_its_words() -> None:
    start = FORM.index('  - linkId: "phone"\n')
    without = FORM[:start] + FORM[FORM.index("score:\n") :]

    (gone,) = differences(without)
    (new,) = differences(FORM, without)

    assert (gone.kind, gone.before, set(gone.effects)) == (Kind.GONE, "“Number”", {Effect.DRAFTS})
    assert (new.kind, new.after, set(new.effects)) == (Kind.NEW, "“Number”", NOTHING)


def test_a_new_required_question_asks_for_more() -> None:
    start = FORM.index('  - linkId: "phone"\n')
    without = FORM[:start] + FORM[FORM.index("score:\n") :]
    required = FORM.replace('linkId: "phone"\n', 'linkId: "phone"\n    required: true\n')

    (new,) = differences(required, without)

    assert new.effects == {Effect.ASKS}
    assert "required" in new.sentence


def test_a_question_moved_into_a_repeating_group_is_another_question() -> None:
    phone = FORM[FORM.index('  - linkId: "phone"\n') : FORM.index("score:\n")]
    inside = "".join(f"    {line}\n" for line in phone.splitlines())
    text = FORM.replace(phone, "").replace(
        '      - linkId: "child-lives"\n', inside + '      - linkId: "child-lives"\n'
    )

    found = {one.aspect: one for one in differences(text)}

    assert found["group"].effects == {Effect.DRAFTS, Effect.MEANING}
    assert "order" in found


def test_a_condition_is_said_in_words() -> None:
    text = broken(
        FORM,
        'enableWhen: {question: "hurt", is: "yes"}',
        'enableWhen: {all: [{question: "hurt", is: "yes"}, '
        '{not: {question: "afraid", absent: ["unknown"]}}]}',
    )

    (one,) = differences(text)

    assert one.before == "“First question” is “Yes”"
    assert (
        one.after
        == "all of (“First question” is “Yes”; not (“Second question” has no answer because: does not know))"
    )


def without(section: str, following: str) -> str:
    """Return the form without the text from one line up to another."""
    return (
        FORM[: FORM.index(section)] + FORM[FORM.index(following) :]
        if following
        else FORM[: FORM.index(section)]
    )


def test_scores_bands_and_flags_that_come_and_go_are_said() -> None:
    bare = without("score:\n", "flag:\n")
    gone = {(one.place, one.kind) for one in differences(bare)}
    new = {(one.place, one.kind) for one in differences(FORM, bare)}
    silent = {(one.place, one.kind) for one in differences(without("flag:\n", ""))}
    one_band = FORM.replace("from: 0, to: 0", "from: 0, to: 2")
    one_band = "".join(line for line in one_band.splitlines(True) if '"positive"' not in line)

    assert gone == {("total", Kind.GONE)}
    assert new == {("total", Kind.NEW)}
    assert silent == {("child-here", Kind.GONE)}
    assert {(one.aspect, one.kind) for one in differences(one_band)} == {
        ("band.none-reported", Kind.CHANGED),
        ("band.positive", Kind.GONE),
    }


def test_a_group_or_text_that_comes_or_goes_is_said() -> None:
    start, end = FORM.index('  - linkId: "short"\n'), FORM.index('  - linkId: "child"\n')
    bare = FORM[:start] + FORM[end:]

    (gone,), (new,) = differences(bare), differences(FORM, bare)

    assert (gone.what, new.what) == ("the group or text", "the group or text")
    assert not gone.effects | new.effects


def test_conditions_that_only_files_tell_apart_are_said_as_the_file_has_them() -> None:
    old = broken(
        FORM,
        'enableWhen: {question: "hurt", is: "yes"}',
        'enableWhen: {all: [{question: "hurt", is: "yes"}]}',
    )

    (one,) = differences(FORM, old)

    assert one.aspect == "enableWhen"
    assert one.before != one.after


def test_a_note_for_staff_may_say_something_else_under_the_same_name() -> None:
    old = broken(
        FORM, 'linkId: "phone"\n', 'linkId: "phone"\n    help: {sv: "Fråga lugnt.", en: "Ask calmly."}\n'
    )
    new = broken(FORM, 'linkId: "phone"\n', 'linkId: "phone"\n    help: {sv: "Xyz", en: "Qqq"}\n')

    assert {one.aspect: set(one.effects) for one in differences(new, old)} == {
        "help.sv": {Effect.JUDGE},
        "help.en": {Effect.JUDGE},
    }


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("1.5 times", "15 times"),
        ("less than <5", "less than >5"),
        ("Has he hit you?", "Has he never hit you?"),
    ],
)
def test_a_figure_a_sign_or_a_word_is_more_than_a_correction(old: str, new: str) -> None:
    (one,) = differences(broken(FORM, "First question", new), broken(FORM, "First question", old))

    assert one.effects == {Effect.JUDGE}
    assert one.sentence.endswith("Whether it means the same, a person must judge.")


def test_words_that_somebody_compared_mean_the_same() -> None:
    new = broken(FORM, "First question", "The first of the questions")
    stated = broken(new, 'audience: "person"', 'audience: "person"\nreworded: ["hurt"]')
    again = broken(stated, "The first of the questions", "Quite another one of the questions")

    assert [set(one.effects) for one in differences(stated)] == [NOTHING]
    assert [set(one.effects) for one in differences(again, stated)] == [{Effect.JUDGE}]


def test_options_in_another_order_are_said() -> None:
    here = '          - {code: "here", display: {sv: "Här", en: "Here"}}\n'
    there = '          - {code: "there", display: {sv: "Där", en: "There"}}\n'

    (one,) = differences(broken(FORM, here + there, there + here))

    assert (one.place, one.aspect) == ("child-lives", "option.order")


def test_values_of_the_file_are_said_in_words() -> None:
    said = [one.sentence for one in differences(broken(FORM, 'level: "same-day"', 'level: "immediate"'))]

    assert said == ["child-here: how soon the flag asks for action was “the same day”, and is “immediately”."]
