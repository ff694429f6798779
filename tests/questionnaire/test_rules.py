"""Each rule of the linter is broken once, and its code, place and remedy are seen (FORMS 4)."""

import os
from collections.abc import Mapping
from pathlib import Path

import pytest

from screening_app.questionnaire.linter import check
from screening_app.questionnaire.pack_rules import OVER_TIME
from screening_app.questionnaire.rules import ROUTINE, RULES
from screening_app.questionnaire.source import MAX_BYTES, MAX_DEPTH, MAX_VALUES
from tests.questionnaire.entangled import entangled
from tests.questionnaire.examples import FILES, broken, write
from tests.questionnaire.findings_page import PAGE, codes, page
from tests.questionnaire.test_routine import ADDED

FORM = "core/small.yaml"
CASES = "core/small.vignettes.yaml"
PATHWAY = "xx/pathway-small.yaml"
ROUTES = "xx/pathway-small.vignettes.yaml"
PAPERS = "xx/documents.yaml"
LAW = "xx/legal.yaml"
TERMS = "xx/forbidden-terms.yaml"
NUMBERS = "xx/contacts.yaml"
DUTY = "xx/duties.yaml"

FLAG_WHEN = 'when: {some: "child", holds: {question: "child-lives", is: "here"}}'
FLAG_ACTION = 'action: ["child-report"]'
WHEN_CONDITION = 'enableWhen: {question: "hurt", is: "yes"}'
AFRAID = '  - linkId: "afraid"\n    type: "choice"\n'
BAND_0 = 'id: "none-reported", from: 0, to: 0'
BAND_1 = 'id: "positive", from: 1, to: 2'
CHILD_SOME = '        - {some: "two/child", holds: {question: "two/decision", answered: true}}\n'
YES = '{code: "yes", itemWeight: 1, display: {sv: "Ja", en: "Yes"}}'
NO = '{code: "no", itemWeight: 0, display: {sv: "Nej", en: "No"}}'
FIRST_ITEM = 'item:\n  - linkId: "hurt"'
MINUTES = '    contentClass: "ordinary"\n'
PHONE = '    contentClass: "safe-contact"\n'
LAST = 'en: "A decision is missing for {names}."}\n'
FOLLOW_UP = 'follow-up: [{{id: "later", kind: "plan", when: {{question: "one/afraid", is: "yes"}}{rest}}}]\n'
INNER = 'item: [{linkId: "x", type: "display", text: {sv: "a", en: "b"}}]'


BROKEN: tuple[tuple[str, str, str, str], ...] = (
    ("not-yaml", FORM, 'audience: "person"', 'audience: "person'),
    ("many-documents", FORM, "flag:\n", "---\nflag:\n"),
    ("alias", FORM, 'audience: "person"', 'audience: &who "person"'),
    ("tag", FORM, 'audience: "person"', 'audience: !!str "person"'),
    ("key-not-text", FORM, 'audience: "person"', 'audience: "person"\n? [a]\n: 1'),
    ("duplicate-key", FORM, 'audience: "person"', 'audience: "person"\naudience: "person"'),
    ("ambiguous-scalar", FORM, 'version: "1.0.0"', "version: 1.0"),
    ("missing-key", FORM, 'status: "active"\n', ""),
    ("unknown-key", FORM, 'status: "active"', 'status: "active"\ncolour: "red"'),
    ("unknown-condition", FORM, WHEN_CONDITION, 'enableWhen: {qestion: "hurt", is: "yes"}'),
    ("not-in-vocabulary", FORM, 'type: "integer"', 'type: "number"'),
    ("wrong-type", FORM, 'repeats: true\n    text: {sv: "När?"', 'repeats: 7\n    text: {sv: "När?"'),
    ("wrong-type", FORM, "range: [0, 2]", 'range: ["0", 2]'),
    ("wrong-type", FORM, YES, YES.replace("itemWeight: 1", 'itemWeight: "1"')),
    ("wrong-type", FORM, 'repeats: true\n    text: {sv: "När?"', 'repeats: "true"\n    text: {sv: "När?"'),
    ("wrong-type", FORM, 'status: "active"', 'status: "active"\ndate: "1767225600"'),
    ("wrong-value", FORM, WHEN_CONDITION, 'enableWhen: {question: "hurt"}'),
    ("wrong-version", FORM, 'version: "1.0.0"', 'version: "1|2"'),
    ("wrong-version", PATHWAY, 'version: "1.2.0"', 'version: ""'),
    ("wrong-id", PATHWAY, 'id: "paper"', 'id: "a/b"'),
    ("wrong-id", FORM, 'linkId: "minutes"', 'linkId: ""'),
    ("wrong-id", FORM, '{code: "now"', '{code: " now"'),
    ("duplicate-link-id", FORM, 'linkId: "minutes"', 'linkId: "hurt"'),
    ("duplicate-link-id", FORM, 'linkId: "minutes"', 'linkId: "Hurt"'),
    ("duplicate-code", FORM, '{code: "now"', '{code: "never"'),
    ("same-option-text", FORM, '{sv: "Nu", en: "Now"}', '{sv: "Nu", en: "\\u00a0never"}'),
    ("duplicate-id", FORM, BAND_1, BAND_1.replace("positive", "none-reported")),
    ("two-lists", FORM, AFRAID, AFRAID + f"    answerOption: [{YES}]\n"),
    ("no-options", FORM, 'type: "integer"', 'type: "choice"'),
    ("options-not-used", FORM, 'type: "integer"', f'type: "integer"\n    answerOption: [{YES}]'),
    ("content-class-missing", FORM, '    contentClass: "ordinary"\n', ""),
    (
        "import-not-reviewed",
        FORM,
        'audience: "person"',
        f'audience: "person"\nimported: {{format: "xlsform", file: "a.xlsx", sha256: "{"0" * 64}"}}',
    ),
    (
        "item-not-a-group",
        FORM,
        '    contentClass: "safe-contact"\n',
        f'    contentClass: "safe-contact"\n    {INNER}\n',
    ),
    ("empty-group", FORM, '    type: "display"\n', '    type: "group"\n'),
    ("text-missing", FORM, '    text: {sv: "Nummer", en: "Number"}\n', ""),
    ("unknown-link-id", FORM, WHEN_CONDITION, 'enableWhen: {question: "hrut", is: "yes"}'),
    ("unknown-link-id", FORM, 'audience: "person"', 'audience: "person"\nreworded: ["nosuch"]'),
    ("unknown-score", FORM, FLAG_WHEN, 'when: {score: "totl", at-least: 1}'),
    ("unknown-band", FORM, FLAG_WHEN, 'when: {band: "total", is: "high"}'),
    ("not-answerable", FORM, WHEN_CONDITION, 'enableWhen: {question: "child", answered: true}'),
    ("not-a-repeating-group", FORM, FLAG_WHEN, 'when: {some: "hurt", holds: {question: "hurt", is: "yes"}}'),
    ("needs-every-or-some", FORM, FLAG_WHEN, 'when: {question: "child-lives", is: "here"}'),
    ("circular-reference", FORM, WHEN_CONDITION, 'enableWhen: {question: "when", is: "now"}'),
    ("forward-reference", FORM, WHEN_CONDITION, 'enableWhen: {question: "minutes", more-than: 1}'),
    ("unknown-code", FORM, WHEN_CONDITION, 'enableWhen: {question: "hurt", is: "maybe"}'),
    ("wrong-operand", FORM, "less-than: 10", 'less-than: "10"'),
    ("wrong-operator", FORM, WHEN_CONDITION, 'enableWhen: {question: "hurt", at-least: 1}'),
    (
        "wrong-initial",
        FORM,
        '    contentClass: "ordinary"\n',
        '    contentClass: "ordinary"\n    initial: "ten"\n',
    ),
    ("wrong-limit", FORM, MINUTES, f"{MINUTES}    minValue: 5\n    maxValue: 1\n"),
    ("wrong-url", FORM, "https://example.org/core/small", "javascript:alert(1)"),
    ("wrong-pattern", FORM, PHONE, f'{PHONE}    regex: "["\n'),
    ("provenance-incomplete", FORM, 'scoring: "own"', 'scoring: "published"'),
    ("not-in-a-form", FORM, FLAG_WHEN, 'when: {defined: "any-yes"}'),
    ("not-scorable", FORM, 'sum: ["hurt", "afraid"]', 'sum: ["hurt", "minutes"]'),
    ("scored-in-repeating-group", FORM, 'sum: ["hurt", "afraid"]', 'sum: ["hurt", "decision"]'),
    ("score-without-sum", FORM, '    sum: ["hurt", "afraid"]\n', ""),
    ("range-not-points", FORM, "range: [0, 2]", "range: [0, 3]"),
    ("band-gap", FORM, BAND_1, BAND_1.replace("from: 1", "from: 2")),
    ("band-overlap", FORM, BAND_0, BAND_0.replace("to: 0", "to: 1")),
    ("reserved-band", FORM, BAND_1, BAND_1.replace("positive", "incomplete")),
    ("unknown-definition", PATHWAY, 'all: [{defined: "hurt"}', 'all: [{defined: "hurts"}'),
    ("address-without-step", PATHWAY, 'question: "one/afraid"', 'question: "won/afraid"'),
    ("unknown-address", PATHWAY, 'question: "one/afraid"', 'question: "one/afriad"'),
    ("step-without-form", PATHWAY, 'question: "one/afraid"', 'question: "paper/afraid"'),
    (
        "unknown-form",
        PATHWAY,
        'rail: "ask"\n    questionnaire: "https://example.org/core/small|1.0.0"',
        'rail: "ask"\n    questionnaire: "https://example.org/core/small|9.0.0"',
    ),
    ("unknown-outcome", PATHWAY, 'else: "no"', 'else: "nobody"'),
    ("rail-goes-back", PATHWAY, 'rail: "children"', 'rail: "prepare"'),
    ("switchable-but-read", PATHWAY, 'rail: "ask"', 'rail: "ask"\n    switchable: true'),
    ("reason-not-a-choice", PATHWAY, 'reason: "one/afraid"', 'reason: "one/minutes"'),
    ("every-without-some", PATHWAY, CHILD_SOME, ""),
    ("unused-definition", PATHWAY, "define:\n", 'define:\n  never: {question: "one/hurt", is: "no"}\n'),
    ("due-not-a-date", PATHWAY, LAST, f"{LAST}{FOLLOW_UP.format(rest=', from: one/minutes')}"),
    ("due-outside-group", PATHWAY, LAST, f"{LAST}{FOLLOW_UP.format(rest=', from: two/child-label')}"),
    ("names-outside-group", PATHWAY, 'names: "two/child-label"', 'names: "two/phone"'),
    (
        "names-not-shown",
        PATHWAY,
        '{sv: "Beslut saknas för {names}.", en: "A decision is missing for {names}."}',
        '{sv: "Beslut saknas.", en: "A decision is missing."}',
    ),
    ("language-missing", FORM, '{sv: "Var?", en: "Where?"}', '{sv: "Var?"}'),
    ("language-unknown", FORM, '{sv: "Var?", en: "Where?"}', '{sv: "Var?", en: "Where?", de: "Wo?"}'),
    ("placeholder-lost", PAPERS, 'en: "Page {page} of {pages}"', 'en: "Page {page}"'),
    ("unseen-sign", FORM, 'text: {sv: "Nummer", en: "Number"}', 'text: {sv: "\\u200b", en: "\\u2060"}'),
    ("unseen-sign", FORM, '{sv: "Första frågan"', '{sv: "Första \\u202efrågan"'),
    ("unquoted-text", FORM, '{sv: "Första frågan"', "{sv: Första frågan"),
    ("repeated-option-list", FORM, FIRST_ITEM, f'  - {{id: "again", option: [{NO}, {YES}]}}\n{FIRST_ITEM}'),
    (
        "unused-list",
        FORM,
        'item:\n  - linkId: "hurt"',
        f'  - {{id: "spare", option: [{YES}]}}\nitem:\n  - linkId: "hurt"',
    ),
    ("flag-without-action", FORM, FLAG_ACTION, "action: []"),
    ("unknown-action", FORM, FLAG_ACTION, 'action: ["call-somebody"]'),
    (
        "never-holds",
        FORM,
        WHEN_CONDITION,
        'enableWhen: {all: [{question: "hurt", is: "yes"}, {question: "hurt", is: "no"}]}',
    ),
    (
        "always-holds",
        FORM,
        WHEN_CONDITION,
        'enableWhen: {any: [{question: "hurt", answered: true}, {question: "hurt", answered: false}]}',
    ),
    (
        "required-never-asked",
        FORM,
        '        text: {sv: "Namn", en: "Name"}\n',
        '        text: {sv: "Namn", en: "Name"}\n        required: true\n'
        '        enableWhen: {all: [{question: "hurt", is: "yes"}, {question: "hurt", is: "no"}]}\n',
    ),
    (
        "absent-reason-not-allowed",
        FORM,
        WHEN_CONDITION,
        'enableWhen: {question: "hurt", absent: ["unknown"]}',
    ),
    ("exclusive-without-repeats", FORM, '    repeats: true\n    text: {sv: "När?"', '    text: {sv: "När?"'),
    ("forbidden-term", FORM, 'en: "First question"', 'en: "Are you a victim?"'),
    ("scoring-contradicted", FORM, 'scoring: "own"', 'scoring: "sum-only"'),
    (
        "cutoff-missing",
        FORM,
        '    cutoff: {variant: "original", source: "test", text: {sv: "1 eller mer", en: "1 or more"}}\n',
        "",
    ),
    ("vignette-outcome", ROUTES, 'outcome: "no", step', 'outcome: "yes", step'),
    ("vignette-gate", ROUTES, 'gate: ["two"]', "gate: []"),
    ("vignette-closing", ROUTES, 'need: [{id: "decided", names: ["A"]}]', "need: []"),
    (
        "vignette-band-boundary",
        CASES,
        '{lowest: 1, highest: 1, band: "positive"}',
        '{lowest: 2, highest: 2, band: "positive"}',
    ),
    ("vignette-missing-answer", CASES, 'highest: 1, band: "incomplete"', 'highest: 0, band: "none-reported"'),
    ("vignette-flag", CASES, 'flag: ["child-here"]', "flag: []"),
    ("vignettes-of-other-version", FORM, 'version: "1.0.0"', 'version: "1.1.0"'),
    ("vignette-of-other-form", CASES, "small|1.0.0", "small|2.0.0"),
    ("vignette-unknown-name", ROUTES, 'answers: {one: {hurt: "no"', 'answers: {won: {hurt: "no"'),
    ("from-unknown", PAPERS, '"one/when"', '"one/whenever"'),
    ("from-other-class", PAPERS, '"one/when"', '"one/when", "two/child-lives"'),
    ("class-not-allowed", PAPERS, 'opened_class: ["location"]', "opened_class: []"),
    ("from-missing", PAPERS, ', from: ["record:identity"]', ""),
    ("from-unknown", PAPERS, 'own_page: ["safe-contact"]', 'addressee: "two/whoever"'),
    ("unknown-document", PAPERS, 'own_page: ["safe-contact"]', 'appendix_to: "nothing"'),
    ("own-page-elsewhere", PAPERS, "        own_page: true\n", ""),
    ("pack-elsewhere", TERMS, 'pack: "xx"', 'pack: "yy"'),
    ("half-reviewed", LAW, "reviewed_by: null", 'reviewed_by: "A. Andersson"'),
    (
        "reviewed-before-compiled",
        LAW,
        "reviewed_by: null\nreviewed_on: null",
        'reviewed_by: "A. Andersson"\nreviewed_on: "2026-11-21"',
    ),
    (
        "verified-without-source",
        LAW,
        'valid_to: "2025-06-30"\n    source: "test"',
        'valid_to: "2025-06-30"\n    source: ""',
    ),
    ("confirmed-without-number", NUMBERS, 'number: "112"', "number: null"),
    ("duty-leads-nowhere", DUTY, 'if_no: "nothing"', 'if_no: "nobody"'),
    ("duty-in-a-circle", DUTY, 'if_no: "nothing"', 'if_no: "danger"'),
    ("duty-unreached", DUTY, 'if_yes: "report"', 'if_yes: "call"'),
    ("duty-without-law", DUTY, 'provision: ["secrecy-new"]', 'provision: ["secrecy-newer"]'),
    (
        "duty-too-deep",
        DUTY,
        'if_no: "nothing"}\n',
        'if_no: "a"}\n'
        '  - {id: "a", text: {sv: "A", en: "A"}, if_yes: "call", if_no: "b"}\n'
        '  - {id: "b", text: {sv: "B", en: "B"}, if_yes: "call", if_no: "c"}\n'
        '  - {id: "c", text: {sv: "C", en: "C"}, if_yes: "call", if_no: "nothing"}\n',
    ),
    ("unknown-contact", NUMBERS, 'contact: ["emergency"]', 'contact: ["emergency", "nobody"]'),
    ("contact-for-nothing", NUMBERS, 'contact: ["emergency"]', "contact: []"),
    ("need-never-raised", NUMBERS, 'in: ["yes"]', 'in: ["perhaps"]'),
    ("from-unknown", NUMBERS, 'answer: "one/hurt"', 'answer: "one/hurting"'),
    ("from-unknown", NUMBERS, 'offer: "one/afraid"', 'offer: "one/minutes"'),
    (
        "unknown-context",
        TERMS,
        'term: "offer", match: "word", context: ["title"',
        'term: "offer", match: "word", context: ["titel"',
    ),
    ("check-without-digits", "xx/identity.yaml", 'check: "none"', 'check: "luhn"'),
    ("basis-without-law", "xx/legal.yaml", 'provision: ["secrecy", "secrecy-new"]', 'provision: ["secrecy"]'),
    ("unknown-basis", PAPERS, 'legal_basis: ["CONSENT"]', 'legal_basis: ["WISH"]'),
)

WHOLE: Mapping[str, tuple[str, str]] = {
    "too-large": (FORM, "#" * (MAX_BYTES + 1)),
    "empty-file": (FORM, "# nothing\n"),
    "wrong-root": (FORM, "- one\n"),
    "too-deep": (FORM, "a: " + "[" * (MAX_DEPTH + 1) + "]" * (MAX_DEPTH + 1)),
    "too-many-values": (FORM, "a: [" + "1," * (MAX_VALUES + 1) + "]"),
    "unknown-kind": ("core/other.yaml", 'title: "x"\n'),
    "same-canonical": ("core/twin.yaml", FILES[FORM]),
    "vignettes-missing": ("core/other.yaml", FILES[FORM].replace("core/small", "core/other")),
    "changed-after-release": ("released/core/small-1.0.0.yaml", FILES[FORM] + "# as it was\n"),
    "link-id-reused": (
        "released/core/small-0.9.0.yaml",
        broken(
            FILES[FORM], 'linkId: "phone"\n    type: "string"', 'linkId: "phone"\n    type: "date"'
        ).replace('version: "1.0.0"', 'version: "0.9.0"'),
    ),
    "import-to-review": (
        FORM,
        broken(
            broken(FILES[FORM], 'status: "active"', 'status: "draft"'),
            'audience: "person"',
            f'audience: "person"\nimported: {{format: "xlsform", file: "a.xlsx", sha256: "{"0" * 64}"}}',
        ),
    ),
    "pack-missing": ("yy/legal.yaml", broken(FILES[LAW], 'pack: "xx"', 'pack: "yy"')),
    "unknown-list": (FORM, broken(FILES[FORM], 'id: "no-yes"', 'id: "yes-no"')),
    "too-entangled": (FORM, entangled(FILES[FORM])),
    "conditional-under-require-all": (
        FORM,
        FILES[FORM]
        .replace(AFRAID, AFRAID + "    " + WHEN_CONDITION + "\n", 1)
        .replace("    range: [0, 2]", "    missing: require-all\n    range: [0, 2]"),
    ),
}


def codes_of(root: Path) -> set[str]:
    """Return the codes that the linter finds in a folder."""
    return {finding.code for finding in check([root])}


def test_the_example_breaks_no_rule(tmp_path: Path) -> None:
    assert check([write(tmp_path)]) == []


@pytest.mark.parametrize(("code", "file", "old", "new"), BROKEN)
def test_one_broken_thing_is_found(tmp_path: Path, code: str, file: str, old: str, new: str) -> None:
    root = write(tmp_path, {file: broken(FILES[file], old, new)})

    findings = [finding for finding in check([root]) if finding.code == code]

    assert findings
    assert {finding.file for finding in findings} <= {str(root / file), str(root / FORM), str(root / PATHWAY)}


@pytest.mark.parametrize("code", sorted(WHOLE))
def test_a_broken_file_is_found(tmp_path: Path, code: str) -> None:
    file, text = WHOLE[code]

    assert code in codes_of(write(tmp_path, {file: text}))


def test_a_file_that_is_not_utf_8_is_found(tmp_path: Path) -> None:
    root = write(tmp_path)
    (root / FORM).write_bytes(b"url: 1\ntitle: \xe5\n")

    (finding, *_) = check([root / FORM])

    assert (finding.code, finding.line) == ("not-utf-8", 2)


def test_a_pipe_among_form_files_is_found_and_the_rest_is_read(tmp_path: Path) -> None:
    root = write(tmp_path)
    os.mkfifo(root / "core" / "pipe.yaml")
    (root / FORM).write_text(broken(FILES[FORM], FLAG_ACTION, "action: []"), encoding="utf-8")

    assert [finding.code for finding in check([root])] == ["unreadable", "flag-without-action"]


@pytest.mark.parametrize("name", ["core/other.yml", "core/Other.YAML", "core/routine.yaml", "routine2.yaml"])
def test_a_file_that_nobody_reads_is_found(tmp_path: Path, name: str) -> None:
    root = write(tmp_path, {name: ADDED if "routine" in name else FILES[FORM]})

    assert "not-read" in codes_of(root)


def test_vignettes_are_not_blamed_for_what_is_wrong_in_their_form(tmp_path: Path) -> None:
    root = write(tmp_path, {FORM: broken(FILES[FORM], "range: [0, 2]", 'range: ["0", 2]')})

    assert codes_of(root) == {"wrong-type"}


def test_every_rule_is_broken_by_a_test() -> None:
    # The engine runs vignettes, under services; rules over time and routines have test modules of their own.
    elsewhere = {"not-utf-8", "unreadable", "not-read", "vignette-differs", "not-a-form"}
    elsewhere |= {"own-differs", "words-not-compared", *OVER_TIME, *ROUTINE}

    assert {case[0] for case in BROKEN} | set(WHOLE) | elsewhere == set(RULES)


@pytest.mark.parametrize("code", sorted(RULES))
def test_a_rule_says_what_is_wrong_and_what_to_do(code: str) -> None:
    rule = RULES[code]

    assert rule.message.endswith(".")
    assert rule.what_to_do.endswith(".")


def test_every_finding_can_be_said(tmp_path: Path) -> None:
    for number, (_, file, old, new) in enumerate(BROKEN):
        root = write(tmp_path / str(number), {file: broken(FILES[file], old, new)})
        for finding in check([root]):
            assert finding.message in str(finding)
            assert finding.what_to_do in str(finding)
            assert "{" not in finding.message


def test_the_page_of_findings_says_what_the_code_says() -> None:
    assert PAGE.read_text(encoding="utf-8") == page(), "python -m tests.questionnaire.findings_page"
    assert codes() == set(RULES)
