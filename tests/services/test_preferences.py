"""Each user's wishes for the screen are kept, and what is not understood keeps nobody out."""

import pytest

from screening_app.domain.audit import AuditAction
from screening_app.services.preferences import (
    Preferences,
    ThemeChoice,
    keep_preferences,
    next_size,
    preferences_of,
)
from screening_app.services.session import Session
from tests.helpers import fakes
from tests.helpers.fake_records import FakeRecords

WANTED = Preferences(theme=ThemeChoice.HC_DARK, percent=175, language="sv")


def test_wishes_come_back_as_they_were_kept(desk: Session) -> None:
    keep_preferences(desk, WANTED)

    assert preferences_of(desk) == WANTED


def test_a_colleague_has_wishes_of_their_own(desk: Session) -> None:
    keep_preferences(desk, WANTED)
    assert isinstance(desk.records, FakeRecords)
    bo = fakes.session(desk.forms, records=desk.records, as_user=fakes.user("bo"))

    assert preferences_of(bo) == Preferences()


def test_a_change_is_on_record(desk: Session) -> None:
    keep_preferences(desk, WANTED)

    assert isinstance(desk.records, FakeRecords)
    assert desk.records.tables.audit[-1].action is AuditAction.SETTING_CHANGED


@pytest.mark.parametrize(
    "stored",
    [
        "{",
        "[]",
        "[" * 100_000,
        '{"theme": "neon", "percent": 1000, "language": "xx"}',
        '{"theme": 5}',
        '{"theme": ["dark"], "percent": [130], "language": {"sv": 1}}',
        '{"theme": null, "percent": 130.0, "language": true}',
        '{"percent": true}',
    ],
)
def test_what_is_not_understood_is_passed_over(desk: Session, stored: str) -> None:
    assert isinstance(desk.records, FakeRecords)
    desk.records.tables.settings[f"appearance:{desk.user.id}"] = stored

    assert preferences_of(desk) == Preferences()


def test_a_size_is_a_whole_number(desk: Session) -> None:
    assert isinstance(desk.records, FakeRecords)
    desk.records.tables.settings[f"appearance:{desk.user.id}"] = '{"percent": 100.0}'

    assert type(preferences_of(desk).percent) is int


def test_what_is_understood_of_it_counts(desk: Session) -> None:
    assert isinstance(desk.records, FakeRecords)
    stored = '{"theme": "neon", "percent": 130, "language": "sv"}'
    desk.records.tables.settings[f"appearance:{desk.user.id}"] = stored

    assert preferences_of(desk) == Preferences(percent=130, language="sv")


@pytest.mark.parametrize(("percent", "language"), [(110, None), (100, "xx")])
def test_there_is_no_other_choice(percent: int, language: str | None) -> None:
    with pytest.raises(ValueError, match="not a choice"):
        Preferences(percent=percent, language=language)


def test_sizes_end_at_both_ends() -> None:
    assert (next_size(100, -1), next_size(100, 1), next_size(200, 1)) == (100, 115, 200)
