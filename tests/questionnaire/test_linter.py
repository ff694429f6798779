"""The linter looks from file to file: what it is asked for, what stands around it (FORMS 4)."""

from pathlib import Path

import pytest

from screening_app.questionnaire.errors import FormFileUnreadable
from screening_app.questionnaire.linter import check
from tests.questionnaire.examples import (
    DOCUMENTS,
    FORM,
    LEGAL,
    PATHWAY,
    PATHWAY_VIGNETTES,
    TERMS,
    VIGNETTES,
    broken,
    write,
)

SMALL = "core/small.yaml"
CASES = "core/small.vignettes.yaml"
ROUTE = "xx/pathway-small.yaml"
ROUTES = "xx/pathway-small.vignettes.yaml"
PAPERS = "xx/documents.yaml"


def codes(root: Path, *files: str) -> list[str]:
    """Return the codes found in some files of a folder."""
    return [finding.code for finding in check([root / file for file in files])]


def test_only_the_files_asked_for_are_reported(tmp_path: Path) -> None:
    root = write(tmp_path, {SMALL: FORM.replace('status: "active"', 'status: "brisk"')})

    assert codes(root, "xx/legal.yaml") == []
    assert codes(root, SMALL) == ["not-in-vocabulary"]


def test_a_pathway_alone_finds_the_forms_of_its_folder(tmp_path: Path) -> None:
    assert codes(write(tmp_path), ROUTE) == []


def test_a_file_without_a_folder_of_forms_is_checked_by_itself(tmp_path: Path) -> None:
    (tmp_path / "small.yaml").write_text(FORM, encoding="utf-8")

    assert codes(tmp_path, "small.yaml") == ["vignettes-missing"]


def test_what_does_not_exist_is_said_to_be_unreadable(tmp_path: Path) -> None:
    with pytest.raises(FormFileUnreadable):
        check([tmp_path / "nowhere"])


def test_a_file_is_reported_once_however_often_it_is_named(tmp_path: Path) -> None:
    root = write(tmp_path, {SMALL: FORM.replace('status: "active"', 'status: "brisk"')})

    assert len(check([root / SMALL, root / "core", root])) == len(check([root]))


def test_findings_come_in_the_order_of_files_and_lines(tmp_path: Path) -> None:
    text = FORM.replace('status: "active"', 'status: "brisk"').replace('level: "same-day"', 'level: "soon"')
    root = write(tmp_path, {SMALL: text, PAPERS: DOCUMENTS.replace('kind: "', 'sort: "')})

    places = [(finding.file, finding.line) for finding in check([root])]

    assert places == sorted(places)
    assert len({file for file, _ in places}) > 1


@pytest.mark.parametrize(
    ("old", "new", "code"),
    [
        ('{hurt: "no", afraid: "no"}', '{hrut: "no", afraid: "no"}', "vignette-unknown-name"),
        ('{hurt: "no", afraid: "no"}', '{hurt: "nay", afraid: "no"}', "unknown-code"),
        ('{absent: "declined"}', '{absent: "unknown"}', "absent-reason-not-allowed"),
        ('{child-lives: "here"}', '{child-lives: "nowhere"}', "unknown-code"),
        ('flag: ["child-here"]', 'flag: ["child-here", "child-there"]', "vignette-unknown-name"),
        ('id: "one"', 'id: "none"', "duplicate-id"),
    ],
)
def test_form_vignettes_name_what_their_form_holds(tmp_path: Path, old: str, new: str, code: str) -> None:
    assert code in codes(write(tmp_path, {CASES: broken(VIGNETTES, old, new)}), CASES)


@pytest.mark.parametrize(
    ("old", "new", "code"),
    [
        ('{one: {hurt: "no", afraid: "no"}}', '{one: {hrut: "no"}}', "vignette-unknown-name"),
        ('{one: {hurt: "no", afraid: "no"}}', '{paper: {hurt: "no"}}', "vignette-unknown-name"),
        ('outcome: "no"', 'outcome: "none"', "vignette-unknown-name"),
        ('need: [{id: "decided"', 'need: [{id: "undecided"', "vignette-unknown-name"),
        ('step: ["one", "paper"], gate: []', 'step: ["won"], gate: []', "vignette-unknown-name"),
        ("small|1.2.0", "small|9.2.0", "vignette-of-other-form"),
        ('id: "yes"', 'id: "no"', "duplicate-id"),
    ],
)
def test_pathway_vignettes_name_what_their_pathway_holds(
    tmp_path: Path, old: str, new: str, code: str
) -> None:
    assert code in codes(write(tmp_path, {ROUTES: broken(PATHWAY_VIGNETTES, old, new)}), ROUTES)


def test_a_vignette_file_that_cannot_be_read_is_not_also_called_missing(tmp_path: Path) -> None:
    root = write(tmp_path, {CASES: VIGNETTES.replace("vignette:", "vignette: 7\nvignettes:")})

    assert codes(root, SMALL) == []
    assert "wrong-type" in codes(root, CASES)


def test_a_judged_score_needs_no_vignette_of_its_boundaries(tmp_path: Path) -> None:
    text = broken(FORM, '    sum: ["hurt", "afraid"]\n', "    judgement: true\n")

    assert codes(write(tmp_path, {SMALL: text}), SMALL) == []


@pytest.mark.parametrize(
    ("old", "new", "code"),
    [
        ('{some: "two/child"', '{some: "two/kids"', "unknown-address"),
        (
            '{some: "two/child", holds: {question: "two/decision"',
            '{some: "two/child", holds: {question: "two/choice"',
            "unknown-address",
        ),
        ('{score: "one/total", at-least: 2}', '{score: "one/sum", at-least: 2}', "unknown-address"),
        ('is: "none-reported"', 'is: "nothing"', "unknown-band"),
        ('{question: "one/hurt", is: "yes"}', '{question: "one/hurt", is: "maybe"}', "unknown-code"),
        (
            '{question: "one/afraid", recorded: true}',
            '{question: "one/decision", recorded: true}',
            "needs-every-or-some",
        ),
        ('names: "two/child-label"', 'names: "two/child-name"', "unknown-address"),
        ('reason: "one/afraid"', 'reason: "one/fear"', "unknown-address"),
    ],
)
def test_a_pathway_reads_what_the_forms_of_its_steps_hold(
    tmp_path: Path, old: str, new: str, code: str
) -> None:
    assert code in codes(write(tmp_path, {ROUTE: broken(PATHWAY, old, new)}), ROUTE)


@pytest.mark.parametrize("scoring", ["none", "record-only"])
def test_a_form_that_only_records_adds_nothing_up(tmp_path: Path, scoring: str) -> None:
    text = broken(FORM, 'scoring: "own"', f'scoring: "{scoring}"')
    judged = broken(text, '    sum: ["hurt", "afraid"]\n', "    judgement: true\n")

    assert codes(write(tmp_path, {SMALL: text}), SMALL) == ["scoring-contradicted"]
    assert codes(write(tmp_path, {SMALL: judged}), SMALL) == []


def test_a_sum_without_a_published_rule_is_not_divided(tmp_path: Path) -> None:
    text = broken(FORM, 'scoring: "own"', 'scoring: "sum-only"')
    start, end = text.index("    band:\n"), text.index("flag:\n")

    assert codes(write(tmp_path, {SMALL: text[:start] + text[end:]}), SMALL) == []


@pytest.mark.parametrize("text", ['en: "Nothing reported"', 'en: "The child is here."'])
def test_no_result_says_low_risk(tmp_path: Path, text: str) -> None:
    changed = broken(FORM, text, 'en: "Low risk"')

    assert codes(write(tmp_path, {SMALL: changed}), SMALL) == ["forbidden-term"]


def test_a_pathway_without_vignettes_is_found(tmp_path: Path) -> None:
    root = write(tmp_path)
    (root / ROUTES).unlink()

    assert codes(root, ROUTE) == ["vignettes-missing"]


def test_an_unknown_form_is_told_once_and_its_questions_not_at_all(tmp_path: Path) -> None:
    text = PATHWAY.replace("core/small|1.0.0", "core/tall|1.0.0")

    assert set(codes(write(tmp_path, {ROUTE: text}), ROUTE)) == {"unknown-form"}


def test_every_in_a_rule_is_answered_by_some_in_another_of_the_same_outcome(tmp_path: Path) -> None:
    other = (
        '  - id: "some"\n    outcome: ["{outcome}"]\n'
        '    must: {some: "two/child", holds: {question: "two/decision", answered: true}}\n'
        '    text: {sv: "Saknas.", en: "Missing."}\n'
    )
    some = '        - {some: "two/child", holds: {question: "two/decision", answered: true}}\n'
    without = broken(PATHWAY, some, "")

    def found(outcome: str) -> list[str]:
        root = write(tmp_path, {ROUTE: without + other.replace("{outcome}", outcome)})
        return [code for code in codes(root, ROUTE) if code != "vignette-closing"]

    assert found("yes") == []
    assert found("no") == ["every-without-some"]


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ('sv: "handling-{number}"', 'sv: "offer-{number}"'),
        ('audience: "professional"', 'audience: "take-home"'),
    ],
)
def test_file_names_and_take_home_papers_hold_no_barred_word(tmp_path: Path, old: str, new: str) -> None:
    terms = TERMS.replace('["title", "said-to-person"]', '["take-home", "file-name"]')
    papers = DOCUMENTS.replace('sv: "Skäl"', 'sv: "Offer"')

    assert codes(write(tmp_path, {PAPERS: papers, "xx/forbidden-terms.yaml": terms}), PAPERS) == []
    changed = write(tmp_path, {PAPERS: broken(papers, old, new), "xx/forbidden-terms.yaml": terms})
    assert codes(changed, PAPERS) == ["forbidden-term"]


@pytest.mark.parametrize(
    ("old", "new", "found"),
    [
        ('wording: "own"', 'wording: "adapted"', ["provenance-incomplete", "provenance-incomplete"]),
        ('scoring: "own"', 'scoring: "secondary"', ["provenance-incomplete"]),
        ('basis: "test"', 'basis: "another test"', []),
    ],
)
def test_words_and_rules_of_others_name_their_source(
    tmp_path: Path, old: str, new: str, found: list[str]
) -> None:
    assert codes(write(tmp_path, {SMALL: broken(FORM, old, new)}), SMALL) == found


def test_a_condition_of_a_flag_that_contradicts_itself_is_found(tmp_path: Path) -> None:
    text = broken(
        FORM,
        '{some: "child", holds: {question: "child-lives", is: "here"}}',
        '{all: [{question: "hurt", is: "yes"}, {question: "hurt", is: "no"}]}',
    )

    assert codes(write(tmp_path, {SMALL: text}), SMALL) == ["never-holds"]


@pytest.mark.parametrize(
    ("old", "new", "found"),
    [
        ('provision: ["secrecy", "secrecy-new"]', 'provision: ["secrecy-new"]', ["basis-without-law"]),
        ('valid_from: "2025-07-01"', 'valid_from: "2025-07-02"', ["basis-without-law"]),
        ('valid_to: "2025-06-30"', 'valid_to: "2025-12-31"', []),
    ],
)
def test_the_law_behind_a_basis_never_runs_out(tmp_path: Path, old: str, new: str, found: list[str]) -> None:
    root = write(tmp_path, {"xx/legal.yaml": broken(LEGAL, old, new)})

    assert codes(root, "xx/legal.yaml") == found
