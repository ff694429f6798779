"""Paper carries the law of the day on which it was decided, and says until when nobody has reviewed it."""

import datetime as dt
from dataclasses import replace
from pathlib import Path

import pytest

from screening_app.questionnaire.library import FileFormLibrary
from screening_app.services.referral import Order, make_referral
from screening_app.services.script import run_script
from screening_app.services.script_file import read_script
from screening_app.services.session import Session
from screening_app.settings import shipped_folder
from tests.helpers import fakes
from tests.services.libraries import altered

DEMO = shipped_folder("resources") / "demo" / "yes.answers.yaml"
SEVERAL = 'provision: ["consent", "child-report-2001", "child-report-2025", "child-report-2026"]'
SIGNED = 'reviewed_by: "A. Andersson"\nreviewed_on: "2026-12-01"'


def printed_basis(desk: Session, language: str = "sv") -> str:
    """Hold the demo's conversation, refer, and return what the paper says of its legal basis."""
    told = run_script(desk, "pathway-health", read_script(DEMO), source="yes")
    wanted = Order(
        screening=told.conversation.screening.id,
        recipient="Socialtjänsten i Exempelkommun",
        basis="CONSENT",
        kind="referral-social-services",
        assessed=False,
        language=language,
        opened=(),
    )
    made = make_referral(desk, wanted, render=lambda _referral: b"", check=fakes.check_signature)
    return made.referral.legal_basis


@pytest.mark.parametrize(
    ("day", "stands", "stands_not"),
    [
        (dt.date(2025, 6, 30), "SoL (2001:453) 14 kap. 1 §", "SoL (2025:400) 19 kap. 1 §"),
        (dt.date(2025, 7, 1), "SoL (2025:400) 19 kap. 1 §", "SoL (2001:453) 14 kap. 1 §"),
    ],
)
def test_the_law_of_the_day_on_which_it_is_decided_is_printed(
    tmp_path: Path, day: dt.date, stands: str, stands_not: str
) -> None:
    forms = altered(
        tmp_path,
        "se/legal.yaml",
        '  - code: "CONSENT"\n    provision: ["consent"]',
        f'  - code: "CONSENT"\n    {SEVERAL}',
    )
    morning = dt.datetime.combine(day, dt.time(8), tzinfo=dt.UTC)
    desk = replace(fakes.session(forms), clock=fakes.FakeClock(morning))

    basis = printed_basis(desk)

    assert stands in basis
    assert stands_not not in basis


@pytest.mark.parametrize("language", ["sv", "en"])
def test_paper_says_that_nobody_has_reviewed_the_law_until_somebody_has(
    tmp_path: Path, desk: Session, language: str
) -> None:
    notice = desk.forms.packs("se").documents.common.sentence("not-reviewed")[language]
    assert notice in printed_basis(desk, language)

    text = "reviewed_by: null\nreviewed_on: null"
    signed = fakes.session(altered(tmp_path, "se/legal.yaml", text, SIGNED))
    assert notice not in printed_basis(signed, language)


@pytest.mark.parametrize("country", ["se", "gb"])
def test_every_country_can_say_that_its_law_is_not_reviewed(library: FileFormLibrary, country: str) -> None:
    assert library.packs(country).documents.common.sentence("not-reviewed")
