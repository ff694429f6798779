"""Packs answer what services ask of them: law by date, sentences, barred words (FORMS 7)."""

import datetime as dt
from pathlib import Path

import pytest
from pydantic import BaseModel

from screening_app.domain.access import Regime
from screening_app.domain.person import IdentityKind, ProtectionLevel
from screening_app.questionnaire.errors import FormError, PackEntryNotFound
from screening_app.questionnaire.library import FileFormLibrary
from screening_app.questionnaire.loader import load_pack
from screening_app.questionnaire.model import ContentClass
from screening_app.questionnaire.pack import ForbiddenTerm, Packs
from screening_app.questionnaire.pack_documents import STRICTNESS, strictest
from screening_app.questionnaire.pack_legal import LegalPack
from tests.questionnaire.examples import DOCUMENTS, LEGAL, broken, write

BEFORE, LAST, FIRST = dt.date(2019, 12, 31), dt.date(2025, 6, 30), dt.date(2025, 7, 1)
BOTH = ("secrecy", "secrecy-new")


@pytest.fixture
def packs(tmp_path: Path) -> Packs:
    """Return the packs of the example country."""
    return FileFormLibrary(write(tmp_path)).packs("xx")


@pytest.mark.parametrize(("day", "valid"), [(LAST, ["secrecy"]), (FIRST, ["secrecy-new"])])
def test_the_law_of_the_day_is_chosen(packs: Packs, day: dt.date, valid: list[str]) -> None:
    assert [provision.id for provision in packs.legal.provisions_on(BOTH, day)] == valid


def test_provisions_come_in_the_order_named_and_unknown_ones_not_at_all(packs: Packs) -> None:
    assert packs.legal.provisions_on(("no-such", "secrecy"), LAST)[0].id == "secrecy"


def test_a_basis_knows_where_it_is_allowed_and_where_nobody_has_looked(packs: Packs) -> None:
    basis = packs.legal.basis("CONSENT")

    assert basis.allowed_in(Regime.HSL_PUBLIC) is True
    assert basis.allowed_in(Regime.SOC_MUNICIPAL) is False
    assert basis.allowed_in(Regime.HSL_PRIVATE) is None
    assert basis.allowed_in(Regime.INTL) is None


def test_only_bases_allowed_and_in_force_are_offered(packs: Packs) -> None:
    assert [b.code for b in packs.legal.bases_in(Regime.HSL_PUBLIC, FIRST)] == ["CONSENT"]
    assert packs.legal.bases_in(Regime.HSL_PUBLIC, BEFORE) == ()
    assert packs.legal.bases_in(Regime.HSL_PRIVATE, FIRST) == ()


def test_the_secrecy_marking_names_the_provision_of_regime_and_day(packs: Packs) -> None:
    assert [p.reference for p in packs.legal.stamp(Regime.HSL_PUBLIC, LAST)] == ["Lag 1 §"]
    assert packs.legal.stamp(Regime.SOC_MUNICIPAL, LAST) == ()


def test_documents_sentences_and_labels_are_found_by_id(packs: Packs) -> None:
    document = packs.documents.document("referral-social-services")

    assert document.sentence("readers")["sv"] == "{recipient}"
    assert packs.documents.common.sentence("one-recipient")["en"] == "For one."
    assert packs.documents.common.label("page")["en"] == "Page {page} of {pages}"
    assert document.is_composed


def test_what_a_pack_lacks_is_named(packs: Packs) -> None:
    document = packs.documents.document("referral-social-services")
    for look in (
        lambda: packs.legal.basis("WISH"),
        lambda: packs.documents.document("poem"),
        lambda: packs.documents.common.sentence("no-such"),
        lambda: packs.documents.common.label("no-such"),
        lambda: document.sentence("no-such"),
        lambda: packs.identity.number_kind(IdentityKind.PNR),
        lambda: packs.identity.protection_of(ProtectionLevel.LOCAL_THREAT),
        lambda: packs.glossary.class_label(ContentClass.LOCATION),
    ):
        with pytest.raises(PackEntryNotFound):
            look()


def test_what_the_identity_pack_and_the_glossary_hold_is_found(packs: Packs) -> None:
    assert packs.identity.number_kind(IdentityKind.UNKNOWN).check == "none"
    assert packs.identity.protection_of(ProtectionLevel.NONE).banner is False
    assert packs.glossary.class_label(ContentClass.IDENTITY) == {"sv": "Identitet", "en": "Identity"}


def test_packs_are_reviewed_only_when_each_has_name_and_date(tmp_path: Path) -> None:
    names = ("legal", "contacts", "documents", "identity", "duties", "forbidden-terms")
    signed: dict[str, str] = {}
    for name in names:
        text = (write(tmp_path / "plain") / f"xx/{name}.yaml").read_text(encoding="utf-8")
        named = broken(text, "reviewed_by: null", 'reviewed_by: "A. Andersson"')
        assert not FileFormLibrary(write(tmp_path / name, signed)).packs("xx").is_reviewed
        signed[f"xx/{name}.yaml"] = broken(named, "reviewed_on: null", 'reviewed_on: "2026-12-01"')

    assert FileFormLibrary(write(tmp_path / "all", signed)).packs("xx").is_reviewed


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ('provision: ["secrecy", "secrecy-new"]', 'provision: ["secret"]'),
        ('HSL_PUBLIC: ["secrecy"]', 'HSL_PUBLIC: ["secret"]'),
        (
            'valid_from: "2025-07-01"\n    valid_to: null',
            'valid_from: "2025-07-01"\n    valid_to: "2025-01-01"',
        ),
        ('code: "CONSENT"', "code: 1"),
    ],
)
def test_a_legal_pack_that_contradicts_itself_is_refused(tmp_path: Path, old: str, new: str) -> None:
    root = write(tmp_path, {"xx/legal.yaml": broken(LEGAL, old, new)})

    with pytest.raises(FormError):
        load_pack(LegalPack, root / "xx/legal.yaml")


def test_a_kind_of_document_that_stands_twice_is_refused(tmp_path: Path) -> None:
    start = DOCUMENTS.index('  - id: "D-2"')
    root = write(tmp_path, {"xx/documents.yaml": DOCUMENTS + DOCUMENTS[start:]})

    with pytest.raises(FormError) as caught:
        FileFormLibrary(root).packs("xx")

    assert caught.value.finding.code == "wrong-value"


@pytest.mark.parametrize(
    ("term", "match", "text", "found"),
    [
        ("safe", "word", "Is it safe?", True),
        ("safe", "word", "Safety first", False),
        ("safe", "word", "unsafe", False),
        ("våld", "prefix", "Våldsam", True),
        ("våld", "prefix", "tvåldosa", False),
        ("våld", "prefix", "tvåldosa och våldtäkt", True),
        ("jour", "substring", "Kvinnojouren", True),
        ("låg risk", "substring", "LÅG RISK", True),
    ],
)
def test_a_term_is_found_as_word_beginning_or_anywhere(term: str, match: str, text: str, found: bool) -> None:
    barred = ForbiddenTerm.model_validate({"term": term, "match": match, "context": ["title"]})

    assert barred.stands_in(text) is found


def test_terms_are_barred_in_their_own_language_and_context_only(packs: Packs) -> None:
    assert packs.forbidden.found_in("Offer", "sv", "title") == ("offer",)
    assert packs.forbidden.found_in("An offer", "en", "title") == ()
    assert packs.forbidden.found_in("Offer", "sv", "take-home") == ()


def test_every_class_has_its_place_in_the_order_of_strictness() -> None:
    assert set(STRICTNESS) == set(ContentClass)
    assert len(STRICTNESS) == len(ContentClass)
    assert strictest((ContentClass.STATEMENT, ContentClass.LOCATION)) is ContentClass.LOCATION


def test_packs_are_frozen(packs: Packs) -> None:
    models: tuple[BaseModel, ...] = (packs.legal, packs.documents, packs.forbidden)
    assert all(model.model_config.get("frozen") for model in models)
