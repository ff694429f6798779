"""A form that is a draft, unsound, unpermitted, or another unit's is not used for a person, and says why."""

import datetime as dt
from pathlib import Path

import pytest

from screening_app.domain.access import Regime, Role
from screening_app.domain.answers import Answer, AnswerKey
from screening_app.domain.ids import LinkId, StepId
from screening_app.domain.person import CaseKind
from screening_app.questionnaire.library import FileFormLibrary
from screening_app.services.begin import begin_with_new, pathways_allowed
from screening_app.services.conversation import give_answer
from screening_app.services.errors import (
    FormFailsCheck,
    FormNotInUse,
    PermissionMissing,
    WrongCountry,
    WrongRegime,
)
from screening_app.services.forms_in_use import pathway_in_use
from screening_app.services.people import NewPerson
from screening_app.services.permissions import record_permission, withdraw_permission
from screening_app.services.session import Session
from tests.helpers import fakes
from tests.services.libraries import altered, without_pathways

HEALTH = "https://samtalsstod.example/se/pathway-health"
SOCIAL = "https://samtalsstod.example/se/pathway-social"
BRITISH = "https://samtalsstod.example/gb/pathway"
OTHER = "https://samtalsstod.example/core/pathway-user-of-violence"
HARK = "instruments/hark.yaml"
ROUTE = "se/pathway-health.yaml"
HARK_STEP = (
    'questionnaire: "https://samtalsstod.example/instruments/hark|1.0.0", optional: true',
    'questionnaire: "https://samtalsstod.example/instruments/hark|1.0.0", optional: false',
)
DAY = dt.date(2026, 11, 1)


def urls(session: Session) -> list[str]:
    """Return the urls of the pathways that are offered, in order."""
    return [choice.canonical.partition("|")[0] for choice in pathways_allowed(session)]


def lead_of(session: Session) -> Session:
    """Return the session of a method lead on the same records."""
    assert isinstance(session.records, fakes.FakeRecords)
    lead = fakes.user("lena", Role.METHOD_LEAD)
    return fakes.session(session.forms, records=session.records, as_user=lead)


@pytest.mark.parametrize(
    ("regime", "country", "offered"),
    [
        (Regime.HSL_PUBLIC, "se", [HEALTH, OTHER]),
        (Regime.HSL_PRIVATE, "se", [HEALTH, OTHER]),
        (Regime.SOC_MUNICIPAL, "se", [SOCIAL, OTHER]),
        (Regime.SOC_PRIVATE, "se", [SOCIAL, OTHER]),
        (Regime.INTL, "gb", [BRITISH, OTHER]),
        (Regime.INTL, "se", [OTHER]),
        (Regime.HSL_PUBLIC, "gb", [OTHER]),
    ],
)
def test_a_unit_is_offered_the_pathways_of_its_country_and_regime_unlinked_ones_last(
    library: FileFormLibrary, regime: Regime, country: str, offered: list[str]
) -> None:
    session = fakes.session(library, regime=regime, country=country)

    assert urls(session) == offered
    assert [choice.unlinked for choice in pathways_allowed(session)] == [url == OTHER for url in offered]
    assert not any(choice.refusal for choice in pathways_allowed(session))


def test_a_pathway_of_another_country_or_regime_is_refused(library: FileFormLibrary) -> None:
    with pytest.raises(WrongCountry):
        pathway_in_use(fakes.session(library, country="gb"), "pathway-health")
    with pytest.raises(WrongRegime):
        pathway_in_use(fakes.session(library), "pathway-social")


def test_a_unit_without_any_pathway_is_offered_none(tmp_path: Path) -> None:
    assert pathways_allowed(fakes.session(without_pathways(tmp_path))) == ()


@pytest.mark.parametrize("status", ["draft", "retired"])
@pytest.mark.parametrize("file", [HARK, "core/safety-plan.yaml"])
def test_a_form_that_is_not_active_keeps_its_pathway_from_use(tmp_path: Path, file: str, status: str) -> None:
    session = fakes.session(altered(tmp_path, file, 'status: "active"', f'status: "{status}"'))

    with pytest.raises(FormNotInUse) as refused:
        pathway_in_use(session, "pathway-health")

    assert pathways_allowed(session)[0].refusal == refused.value.describe()


def test_a_draft_pathway_is_refused_and_not_offered(tmp_path: Path) -> None:
    session = fakes.session(altered(tmp_path, ROUTE, 'status: "active"', 'status: "draft"'))

    with pytest.raises(FormNotInUse):
        pathway_in_use(session, "pathway-health")
    assert urls(session) == [OTHER]


def test_a_form_with_a_finding_keeps_its_pathway_from_use_and_nobody_is_registered(tmp_path: Path) -> None:
    forms = altered(tmp_path, "core/safety-plan.yaml", 'sv: "Min plan"', 'sv: "Min plan som offer"')
    session = fakes.session(forms)
    choice = pathways_allowed(session)[0]

    with pytest.raises(FormFailsCheck) as refused:
        begin_with_new(session, NewPerson(kind=CaseKind.PSEUDONYM), choice.canonical)

    assert choice.refusal == refused.value.describe()
    assert "safety-plan.yaml:" in choice.refusal
    assert "forbidden-term" in choice.refusal
    assert isinstance(session.records, fakes.FakeRecords)
    assert not session.records.tables.persons


def test_a_form_whose_vignette_comes_out_differently_is_unsound(tmp_path: Path) -> None:
    concerned = 'when: {question: "child-concerned", is: "%s"}'
    forms = altered(tmp_path, "core/suspicion.yaml", concerned % "not-known", concerned % "no")

    with pytest.raises(FormFailsCheck) as refused:
        pathway_in_use(fakes.session(forms), "pathway-health")

    assert "[vignette-differs]" in refused.value.describe()


def test_a_pathway_is_unsound_by_its_own_vignettes_too(tmp_path: Path) -> None:
    believes = '{question: "w7-own-view/could-die", in: [%s]}'
    forms = altered(tmp_path, ROUTE, believes % '"yes", "maybe"', believes % '"yes"')

    with pytest.raises(FormFailsCheck):
        pathway_in_use(fakes.session(forms), "pathway-health")


def test_an_optional_form_without_permission_is_left_out_and_refused_when_answered(
    library: FileFormLibrary,
) -> None:
    session = fakes.session(library)
    pathway, unavailable = pathway_in_use(session, "pathway-health")
    run = begin_with_new(session, NewPerson(kind=CaseKind.PSEUDONYM), pathway.pathway.canonical)

    assert unavailable == {"w4-hark"}
    with pytest.raises(PermissionMissing):
        give_answer(session, run, StepId("w4-hark"), AnswerKey(LinkId("afraid")), Answer(("no",)))


def test_a_form_that_cannot_be_left_out_needs_its_permission_before_anybody_begins(tmp_path: Path) -> None:
    session = fakes.session(altered(tmp_path, ROUTE, *HARK_STEP))

    with pytest.raises(PermissionMissing) as refused:
        pathway_in_use(session, "pathway-health")

    assert pathways_allowed(session)[0].refusal == refused.value.describe()


def test_a_permission_that_is_withdrawn_no_longer_opens_the_instrument(library: FileFormLibrary) -> None:
    session = fakes.session(library)
    record_permission(lead_of(session), "hark", who="Owner", on=DAY, where="letter 12")
    assert pathway_in_use(session, "pathway-health")[1] == frozenset()

    withdraw_permission(lead_of(session), "hark")

    assert pathway_in_use(session, "pathway-health")[1] == {"w4-hark"}
