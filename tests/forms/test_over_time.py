"""The rules over time that ship: every history beside them comes out as it says, and every sign is tried."""

import pytest

from screening_app.questionnaire.loader import load_vignettes
from screening_app.questionnaire.over_time import OverTimeVignette, OverTimeVignettes
from screening_app.services.over_time_check import expected_and_found, look_at
from tests.helpers.histories import shipped_rules
from tests.helpers.scenario import FORMS, shipped_forms


def histories() -> tuple[OverTimeVignette, ...]:
    """Return every history that stands beside the rules."""
    vignettes = load_vignettes(FORMS / "core" / "over-time.vignettes.yaml")
    assert isinstance(vignettes, OverTimeVignettes)
    return vignettes.vignette


@pytest.mark.parametrize("vignette", histories(), ids=lambda vignette: vignette.id)
def test_a_history_raises_the_notices_that_its_vignette_says(vignette: OverTimeVignette) -> None:
    found = look_at(shipped_rules(), vignette, shipped_forms())
    expected, came = expected_and_found(vignette, found)

    assert came == expected
    assert found.unread == ()
    assert not {notice.rule for notice in found.notices} & set(vignette.below)


def test_no_rule_speaks_of_a_level_of_risk() -> None:
    for rule in shipped_rules().rules.rule:
        for text in rule.text.values():
            assert not {"risk", "låg", "hög", "low", "high", "safe", "trygg"} & set(text.lower().split())


def test_no_rule_is_called_verified_before_its_numbers_were_read() -> None:
    assert not [rule.id for rule in shipped_rules().rules.rule if rule.evidence.verified]
    assert not shipped_rules().rules.is_reviewed
