"""``forms check`` runs the histories beside the rules over time."""

from pathlib import Path

from screening_app.services.forms_check import check_forms
from tests.helpers import fakes
from tests.questionnaire.test_over_time import HISTORIES, RULES, country, spoilt


def test_histories_that_come_out_as_they_say_are_counted(tmp_path: Path) -> None:
    root = country(tmp_path)

    report = check_forms([root / RULES, root / HISTORIES], fakes.FakeClock())

    assert [str(finding) for finding in report.findings] == []
    assert (report.files, report.vignettes) == (2, 4)


def test_a_history_that_comes_out_otherwise_is_named_with_both(tmp_path: Path) -> None:
    root = spoilt(tmp_path, RULES, "at-least: 2", "at-least: 3")

    (finding,) = check_forms([root / HISTORIES], fakes.FakeClock()).findings

    assert (finding.code, finding.link_id) == ("vignette-differs", "often")
    assert "often (a, b)" in dict(finding.params)["expected"]


def test_an_answer_that_the_form_refuses_is_said(tmp_path: Path) -> None:
    root = spoilt(tmp_path, HISTORIES, 'when: ["never"]', 'when: ["never", "now"]')

    (finding,) = check_forms([root / HISTORIES], fakes.FakeClock()).findings

    assert finding.code == "vignette-differs"
