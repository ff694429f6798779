"""Rules over time as a file: what the model and the linter refuse, each rule broken once (FORMS 4)."""

from functools import reduce
from pathlib import Path

import pytest

from screening_app.domain.ids import Canonical
from screening_app.questionnaire.errors import FormError, FormFileUnreadable
from screening_app.questionnaire.library import FileFormLibrary
from screening_app.questionnaire.linter import check
from screening_app.questionnaire.loader import load_over_time, load_vignettes
from screening_app.questionnaire.over_time import OverTimeVignettes
from screening_app.questionnaire.pack_rules import OVER_TIME
from tests.questionnaire.examples import FILES, broken, write

RULES = "core/over-time.yaml"
HISTORIES = "core/over-time.vignettes.yaml"
PATHWAY = "xx/pathway-small.yaml"
ROUTES = "xx/pathway-small.vignettes.yaml"
SMALL = "https://example.org/core/small"

TEXT = """\
version: "1.0.0"
languages: ["sv", "en"]
unverified: {sv: "Ett förslag.", en: "A proposal."}
sign:
  hurt:
    - form: "https://example.org/core/small"
      holds: {all: [{question: "hurt", is: "yes"}, {question: "when", in: ["now"]}]}
    - {outcome: ["asked-yes"], reason: ["yes"]}
  quiet:
    - outcome: ["asked-no"]
rule:
  - id: "often"
    text: {sv: "Flera gånger.", en: "Several times."}
    level: "attention"
    evidence: {basis: "test", source: null, verified: false}
    period: {months: 12}
    count: {sign: "hurt", at-least: 2, apart: {days: 10}}
  - id: "more"
    text: {sv: "Mer än förr.", en: "More than before."}
    level: "same-day"
    evidence: {basis: "test", source: "A study", verified: true}
    period: {months: 12}
    rise: [{form: "https://example.org/core/small", score: "total"}]
  - id: "new"
    text: {sv: "Ett nytt barn.", en: "A new child."}
    level: "same-day"
    evidence: {basis: "test", source: null, verified: false}
    period: {months: 12}
    new-flag: [{form: "https://example.org/core/small", flag: ["child-here"]}]
  - id: "other"
    text: {sv: "Olika svar.", en: "Different answers."}
    level: "attention"
    evidence: {basis: "test", source: null, verified: false}
    period: {months: 12}
    differ: {form: "https://example.org/core/small", question: "when", same: "hurt", within: {days: 9}}
  - id: "since"
    text: {sv: "Tyst sedan dess.", en: "Silent since."}
    level: "attention"
    evidence: {basis: "test", source: null, verified: false}
    period: {months: 12}
    after: {first: "hurt", without: "quiet", wait: {days: 30}}
"""


def answers(said: str) -> str:
    """Return the answers of a history to the small form."""
    return f'answers: {{"{SMALL}|1.0.0": {{{said}}}}}'


CASES = f"""\
over-time: "1.0.0"
vignette:
  - id: "often"
    today: "2026-11-22"
    history:
      - {{id: "a", date: "2026-09-01", outcome: "asked-yes", reason: "yes"}}
      - {{id: "b", date: "2026-11-01", outcome: "declined", {answers('hurt: "yes", when: ["now"]')}}}
    notice: [{{rule: "often", conversation: ["a", "b"]}}, {{rule: "since", conversation: ["a"]}}]
    below: ["more"]
  - id: "more"
    today: "2026-11-22"
    history:
      - {{id: "a", date: "2026-09-01", {answers('hurt: "no", afraid: "no"')}}}
      - {{id: "b", date: "2026-11-01", {answers('hurt: "yes", afraid: "no"')}}}
    notice: [{{rule: "more", conversation: ["a", "b"]}}]
    below: ["often", "since"]
  - id: "new"
    today: "2026-11-22"
    history:
      - {{id: "a", date: "2026-09-01", {answers('child: [{child-lives: "there"}]')}}}
      - {{id: "b", date: "2026-11-01", {answers('child: [{child-lives: "here"}]')}}}
    notice: [{{rule: "new", conversation: ["a", "b"]}}]
    below: ["other"]
  - id: "other"
    today: "2026-11-22"
    history:
      - {{id: "a", date: "2026-11-01", {answers('hurt: "yes", when: ["never"]')}}}
      - {{id: "b", date: "2026-11-05", {answers('hurt: "yes", when: ["now"]')}}}
    notice: [{{rule: "other", conversation: ["a", "b"]}}]
    below: ["new"]
"""

OUTCOMES = (
    ('id: "yes", when', 'id: "asked-yes", when'),
    ('id: "no", when', 'id: "asked-no", when'),
    ('outcome: ["yes"]', 'outcome: ["asked-yes"]'),
    ('else: "no"', 'else: "asked-no"'),
    ('outcome: "no"', 'outcome: "asked-no"'),
    ('outcome: "yes"', 'outcome: "asked-yes"'),
)
"""The outcomes of the small pathway, in the words that rules over time know."""

HURT = '{question: "hurt", is: "yes"}'

BROKEN: tuple[tuple[str, str, str, str], ...] = (
    ("unknown-sign", RULES, 'first: "hurt"', 'first: "hrut"'),
    ("unused-sign", RULES, 'without: "quiet"', 'without: "hurt"'),
    ("unknown-flag", RULES, '"child-here"', '"child-there"'),
    ("unknown-reason", RULES, 'reason: ["yes"]', 'reason: ["rain"]'),
    ("reads-absence", RULES, HURT, '{not: {question: "hurt", is: "no"}}'),
    ("reads-absence", RULES, HURT, '{question: "hurt", is-not: "no"}'),
    ("reads-absence", RULES, HURT, '{question: "hurt", absent: ["declined"]}'),
    ("reads-absence", RULES, HURT, '{question: "hurt", answered: false}'),
    ("reads-absence", RULES, HURT, '{question: "hurt", recorded: true}'),
    ("reads-absence", RULES, HURT, '{score: "total", at-most: 1}'),
    ("reads-absence", RULES, HURT, '{band: "total", is: "none-reported"}'),
    ("reads-absence", RULES, HURT, '{every: "child", holds: {question: "child-lives", is: "here"}}'),
    ("reads-absence", RULES, HURT, '{age: "person", at-least: 65}'),
    ("not-comparable", RULES, 'same: "hurt"', 'same: "phone"'),
    ("never-in-period", RULES, "apart: {days: 10}", "apart: {days: 400}"),
    ("never-in-period", RULES, "wait: {days: 30}", "wait: {days: 400}"),
    ("vignette-rule-raised", HISTORIES, '{rule: "new", conversation: ["a", "b"]}', ""),
    ("vignette-rule-below", HISTORIES, 'below: ["new"]', "below: []"),
    # Rules of other files, held against these too.
    ("unknown-form", RULES, f'form: "{SMALL}"\n', f'form: "{SMALL}er"\n'),
    ("unknown-form", RULES, 'core/small", score', 'core/smaller", score'),
    ("unknown-form", RULES, 'core/small", flag', 'core/smaller", flag'),
    ("unknown-form", RULES, 'core/small", question', 'core/smaller", question'),
    (
        "unknown-form",
        HISTORIES,
        f'"{SMALL}|1.0.0": {{child: [{{child-lives: "there"',
        f'"{SMALL}|2.0.0": {{child: [{{child-lives: "there"',
    ),
    ("unknown-link-id", RULES, HURT, '{question: "hrut", is: "yes"}'),
    ("unknown-link-id", RULES, 'same: "hurt"', 'same: "hrut"'),
    ("unknown-code", RULES, HURT, '{question: "hurt", is: "perhaps"}'),
    ("unknown-score", RULES, 'score: "total"', 'score: "totl"'),
    ("unknown-outcome", PATHWAY, '"asked-no", when', '"declined", when'),
    ("never-holds", RULES, 'is: "yes"}, {question: "when"', 'is: "no"}, {question: "when"'),
    ("duplicate-id", RULES, 'id: "more"', 'id: "often"'),
    ("duplicate-id", HISTORIES, 'id: "more"', 'id: "often"'),
    ("forbidden-term", RULES, 'en: "Several times."', 'en: "A victim."'),
    ("language-missing", RULES, 'sv: "Flera gånger.", ', ""),
    ("missing-key", RULES, '    evidence: {basis: "test", source: "A study", verified: true}\n', ""),
    ("missing-key", RULES, "    period: {months: 12}\n    rise", "    rise"),
    ("wrong-value", RULES, 'source: "A study"', "source: null"),
    ("wrong-value", RULES, ', without: "quiet"', ""),
    ("wrong-value", RULES, '    rise: [{form: "https://example.org/core/small", score: "total"}]\n', ""),
    ("wrong-value", RULES, '- outcome: ["asked-no"]', "- outcome: []"),
    ("wrong-value", RULES, '- outcome: ["asked-no"]', f'- {{form: "{SMALL}", holds: {HURT}, reason: ["x"]}}'),
    ("not-in-vocabulary", RULES, '- outcome: ["asked-no"]', '- outcome: ["no"]'),
    ("vignette-of-other-form", HISTORIES, 'over-time: "1.0.0"', 'over-time: "2.0.0"'),
    ("vignette-unknown-name", HISTORIES, 'below: ["new"]', 'below: ["now"]'),
    (
        "vignette-unknown-name",
        HISTORIES,
        'rule: "new", conversation: ["a"',
        'rule: "new", conversation: ["c"',
    ),
    ("vignette-unknown-name", HISTORIES, 'hurt: "no", afraid: "no"', 'hrut: "no", afraid: "no"'),
)


def country(folder: Path, **changed: str) -> Path:
    """Write the small country with rules over time beside its form."""
    files = {RULES: TEXT, HISTORIES: CASES}
    for file in (PATHWAY, ROUTES):
        files[file] = reduce(lambda text, pair: text.replace(*pair), OUTCOMES, FILES[file])
    return write(folder, files | changed)


def spoilt(folder: Path, file: str, old: str, new: str) -> Path:
    """Write the same with one thing broken."""
    whole = country(folder)
    (whole / file).write_text(broken((whole / file).read_text("utf-8"), old, new), encoding="utf-8")
    return whole


def test_the_example_breaks_no_rule(tmp_path: Path) -> None:
    root = country(tmp_path)

    assert [str(finding) for finding in check([root / RULES, root / HISTORIES, root / PATHWAY])] == []


@pytest.mark.parametrize(("code", "file", "old", "new"), BROKEN)
def test_one_broken_thing_is_found(tmp_path: Path, code: str, file: str, old: str, new: str) -> None:
    root = spoilt(tmp_path, file, old, new)

    findings = check([root / RULES, root / HISTORIES])

    assert code in {finding.code for finding in findings}


def test_every_rule_is_broken_by_a_test() -> None:
    assert {case[0] for case in BROKEN} >= set(OVER_TIME)


def test_rules_without_vignettes_are_found(tmp_path: Path) -> None:
    root = country(tmp_path)
    (root / HISTORIES).unlink()

    assert [finding.code for finding in check([root / RULES])] == ["vignettes-missing"]


def test_a_sign_may_be_any_of_several_some_instance_or_points(tmp_path: Path) -> None:
    some = '{some: "child", holds: {question: "child-lives", is: "here"}}'
    root = spoilt(tmp_path, RULES, HURT, f'{{any: [{HURT}, {some}, {{score: "total", at-least: 1}}]}}')

    assert check([root / RULES]) == []


def test_what_is_wrong_with_the_histories_is_said_of_their_own_file(tmp_path: Path) -> None:
    root = spoilt(tmp_path, HISTORIES, "vignette:\n", "vignettes:\n")

    assert check([root / RULES]) == []
    assert check([root / HISTORIES])


def test_a_finding_stands_at_its_line(tmp_path: Path) -> None:
    root = spoilt(tmp_path, RULES, HURT, '{question: "hrut", is: "yes"}')

    (finding,) = check([root / RULES])

    assert (finding.code, finding.line) == ("unknown-link-id", 7)


def test_the_library_reads_the_rules_once() -> None:
    library = FileFormLibrary(Path("forms"))

    assert library.over_time() is library.over_time()


def test_the_rules_are_no_form(tmp_path: Path) -> None:
    library = FileFormLibrary(country(tmp_path))

    assert Canonical(f"{SMALL}|1.0.0") in library.canonicals()
    assert not [canonical for canonical in library.canonicals() if "over-time" in canonical]


def test_rules_with_a_mistake_are_refused(tmp_path: Path) -> None:
    root = spoilt(tmp_path, RULES, "at-least: 2", "at-least: 0")

    with pytest.raises(FormError):
        load_over_time(root)


def test_rules_that_are_missing_are_said_to_be_unreadable(tmp_path: Path) -> None:
    with pytest.raises(FormFileUnreadable):
        load_over_time(tmp_path)


def test_histories_hold_conversations_and_what_is_expected(tmp_path: Path) -> None:
    vignettes = load_vignettes(country(tmp_path) / HISTORIES)

    assert isinstance(vignettes, OverTimeVignettes)
    first = vignettes.vignette[0]
    assert [conversation.id for conversation in first.history] == ["a", "b"]
    assert [notice.rule for notice in first.notice] == ["often", "since"]
    assert first.below == ("more",)
