"""The linter of the packs finds what would let nobody know who says so, and since when (FORMS 7)."""

from pathlib import Path

import pytest

from screening_app.questionnaire.linter import check
from tests.questionnaire.example_packs import CONTACTS
from tests.questionnaire.examples import FILES, IDENTITY, LEGAL, TERMS, broken, write

CONTACT = CONTACTS[CONTACTS.index('  - id: "emergency"') :]
TERM = '    - {term: "offer", match: "word", context: ["title", "said-to-person"]}\n'
KIND = IDENTITY[IDENTITY.index('  - id: "unknown"') : IDENTITY.index("assurance_label")]
LEVEL = '  - {id: "none", label: {sv: "Inget", en: "None"}, named_access: false, banner: false}\n'


def codes(root: Path) -> list[str]:
    """Return the codes found, in the order of files and lines."""
    return [finding.code for finding in check([root])]


def test_a_number_that_was_read_nowhere_is_not_verified(tmp_path: Path) -> None:
    text = broken(CONTACTS, 'source_address: "https://example.org"', "source_address: null")

    (finding,) = check([write(tmp_path, {"xx/contacts.yaml": text}) / "xx/contacts.yaml"])

    assert (finding.code, finding.link_id) == ("verified-without-source", "emergency")
    assert finding.line == text.splitlines().index('  - id: "emergency"') + 1


def test_a_number_without_a_day_of_confirmation_says_so_with_null(tmp_path: Path) -> None:
    never = broken(CONTACTS, 'confirmed_on: "2026-11-22"', "confirmed_on: null")
    unsaid = broken(CONTACTS, '    confirmed_on: "2026-11-22"\n', "")

    assert codes(write(tmp_path / "never", {"xx/contacts.yaml": never})) == []
    assert codes(write(tmp_path / "unsaid", {"xx/contacts.yaml": unsaid})) == ["missing-key"]


def test_a_legal_text_states_from_when_and_until_when_it_holds(tmp_path: Path) -> None:
    for key in ('    valid_from: "2025-07-01"\n', '    valid_to: "2025-06-30"\n'):
        text = broken(LEGAL, key, "")
        assert "missing-key" in codes(write(tmp_path / str(len(key)), {"xx/legal.yaml": text}))


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("contacts.yaml", CONTACTS + CONTACT),
        ("forbidden-terms.yaml", broken(TERMS, TERM, TERM + TERM)),
        ("identity.yaml", broken(IDENTITY, KIND, KIND + KIND)),
        ("identity.yaml", broken(IDENTITY, LEVEL, LEVEL + LEVEL)),
    ],
    ids=["contact", "term", "kind", "level"],
)
def test_nothing_stands_twice_in_a_pack(tmp_path: Path, name: str, text: str) -> None:
    assert codes(write(tmp_path, {f"xx/{name}": text})) == ["duplicate-id"]


def test_each_language_of_the_pack_has_its_barred_terms(tmp_path: Path) -> None:
    text = TERMS[: TERMS.index("  en:\n")] + "  en: []\n" + TERMS[TERMS.index("always:") :]

    assert codes(write(tmp_path, {"xx/forbidden-terms.yaml": text})) == ["language-missing"]


@pytest.mark.parametrize("name", ["contacts", "documents", "identity", "forbidden-terms"])
def test_a_country_without_one_of_its_packs_is_no_country(tmp_path: Path, name: str) -> None:
    root = write(tmp_path)
    (root / f"xx/{name}.yaml").unlink()

    (finding, *_) = [one for one in check([root]) if one.code == "pack-missing"]

    assert finding.file == str(root / "xx/legal.yaml")
    assert f"{name}.yaml" in finding.message


def test_a_reviewed_pack_breaks_no_rule(tmp_path: Path) -> None:
    signed = 'reviewed_by: "A. Andersson"\nreviewed_on: "2026-12-01"'
    packs = {
        name: text.replace("reviewed_by: null\nreviewed_on: null", signed) for name, text in FILES.items()
    }

    assert codes(write(tmp_path, packs)) == []


def test_a_section_is_printed_a_number_of_times_not_truly(tmp_path: Path) -> None:
    text = broken(
        FILES["xx/documents.yaml"],
        "        own_page: true\n",
        "        own_page: true\n        repeats: true\n",
    )

    assert codes(write(tmp_path, {"xx/documents.yaml": text})) == ["wrong-type"]
