"""Where no legal basis was examined for a kind of unit, nothing can be made there, and that is said."""

import shutil
from pathlib import Path

import pytest

from screening_app.domain.access import Regime
from screening_app.questionnaire.library import FileFormLibrary
from screening_app.services.compose import compose_choices
from screening_app.services.errors import BasisNotAllowed
from screening_app.services.referral import Made, Order, make_referral
from screening_app.services.referral_order import APPENDIX, CHILD_REPORT
from screening_app.services.script import ScriptRun, run_script
from screening_app.services.session import Session
from screening_app.settings import shipped_folder
from tests.gui.compose.desk import compose_desk
from tests.helpers import fakes
from tests.services.test_child_report import run
from tests.services.test_journal import closed, script_of
from tests.services.test_referral import Press

RECIPIENT = "Children's social care, Exampleshire"
PRIVATE = (Regime.HSL_PRIVATE, Regime.SOC_PRIVATE)


def british(library: FileFormLibrary) -> tuple[Session, ScriptRun]:
    """Return a desk in Great Britain with a conversation that tells of one child."""
    desk = fakes.session(library, regime=Regime.INTL, country="gb")
    answers = next(given for _, given, _ in closed("gb/pathway") if "child" in given.get("w6-children", {}))
    return desk, run_script(desk, "pathway", script_of(answers), source="british")


def order(told: ScriptRun, **chosen: object) -> Order:
    """Return an order of a report on the first child."""
    wanted = {"recipient": RECIPIENT, "basis": "CHILD_REPORT", "kind": CHILD_REPORT, "child": 1} | chosen
    return Order(screening=told.conversation.screening.id, assessed=True, **wanted)  # type: ignore[arg-type]


def made(desk: Session, wanted: Order) -> Made:
    """Make the paper."""
    return make_referral(desk, wanted, render=Press(), check=fakes.check_signature)


@pytest.mark.parametrize("regime", PRIVATE)
def test_a_private_provider_is_offered_no_basis_that_nobody_examined(
    library: FileFormLibrary, regime: Regime
) -> None:
    desk = fakes.session(library, regime=regime)
    told = run(desk) if regime is Regime.HSL_PRIVATE else None

    bases = library.packs("se").legal.bases_in(regime, desk.today())
    assert bases == ()
    if told is not None:
        with pytest.raises(BasisNotAllowed):
            made(desk, order(told, recipient="Socialnämnden i Exempelkommun"))


def test_the_page_says_that_no_basis_was_examined_and_lets_nothing_leave() -> None:
    desk = compose_desk(regime=Regime.HSL_PRIVATE)
    desk.presenter.choose_kind(CHILD_REPORT)

    model = desk.view.model
    assert model.bases == ()
    assert "No legal basis has been examined for a unit of your kind." in model.no_basis
    assert "legal basis" in model.missing
    assert compose_desk().view.model.no_basis == ""


def test_in_great_britain_the_page_opens_at_a_document_of_that_country(library: FileFormLibrary) -> None:
    desk, told = british(library)

    choices = compose_choices(desk, told.conversation.screening.id, check=fakes.check_signature)

    assert choices.kind.kind in {one.kind for one in choices.kinds}
    assert {CHILD_REPORT, APPENDIX} <= {one.kind for one in choices.kinds}
    assert "referral-social-services" not in {one.kind for one in choices.kinds}
    assert choices.bases == ()


def test_in_great_britain_nothing_is_made_on_a_ground_that_nobody_examined(library: FileFormLibrary) -> None:
    desk, told = british(library)

    with pytest.raises(BasisNotAllowed):
        made(desk, order(told))


def test_once_a_reviewer_allows_the_ground_the_british_referral_and_its_appendix_are_made(
    tmp_path: Path,
) -> None:
    forms = tmp_path / "forms"
    shutil.copytree(shipped_folder("forms"), forms)
    law = forms / "gb" / "legal.yaml"
    text = law.read_text(encoding="utf-8")
    assert "allowed: {INTL: null}" in text
    law.write_text(text.replace("allowed: {INTL: null}", "allowed: {INTL: true}"), encoding="utf-8")
    desk, told = british(FileFormLibrary(forms))

    report, appendix = made(desk, order(told)), made(desk, order(told, kind=APPENDIX))

    assert report.referral.title == "Safeguarding referral about a child"
    assert report.referral.language == "en"
    assert "Concern for a child" in report.referral.legal_basis
    assert "may read the child's file, such as a parent or carer" in report.referral.readers
    assert "socialtjänst" not in repr(report.referral).casefold()
    assert appendix.document.purpose == "D-1S@1"
    assert "Do not contact the adult; call the sender." in repr(appendix.referral)
