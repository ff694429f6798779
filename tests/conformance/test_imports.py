"""Every public form is imported or refused by name, and the page says which."""

from collections.abc import Mapping

import pytest

from tests.conformance.imports_page import FILES, KINDS, PAGE, is_unchanged, manifest, page, tried

pytestmark = pytest.mark.skipif(not FILES.is_dir(), reason="the public forms stand beside the project only")
ENTRIES = manifest() if FILES.is_dir() else []


@pytest.mark.parametrize("entry", ENTRIES, ids=lambda entry: entry["file"])
def test_a_public_form_is_imported_or_refused_by_name(entry: Mapping[str, str]) -> None:
    assert is_unchanged(entry)

    found = tried(entry)

    assert found.reason or found.questions


def test_no_file_is_forgotten() -> None:
    stored = {f"{kind}/{path.name}" for kind in KINDS for path in (FILES / kind).iterdir()}

    assert {entry["file"] for entry in ENTRIES} == stored


def test_the_page_says_what_the_importers_do() -> None:
    assert PAGE.read_text(encoding="utf-8") == page(), "run: python -m tests.conformance.imports_page"
