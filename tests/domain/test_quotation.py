"""One pair of typed quotation marks goes; what it stands around is left as it is."""

import pytest

from screening_app.domain.quotation import without_marks

SAID = "Att han skulle ta livet av mig."


@pytest.mark.parametrize(
    "typed",
    [
        f'"{SAID}"',
        f"”{SAID}”",
        f"“{SAID}”",
        f"„{SAID}“",
        f"»{SAID}»",
        f"»{SAID}«",
        f"'{SAID}'",
        f" ’{SAID}’\n",
    ],
)
def test_the_pair_around_all_of_it_goes(typed: str) -> None:
    assert without_marks(typed) == SAID


def test_an_apostrophe_inside_a_word_is_no_mark() -> None:
    assert without_marks("'I don't dare.'") == "I don't dare."


@pytest.mark.parametrize(
    "said",
    [
        SAID,
        'Han sa "tyst".',
        '"Tyst", sa han, "annars".',
        '"Tyst" och "sov"',
        '"Han slog',
        '"',
        '""',
        "",
        "'s morgens' en 's avonds'",
    ],
)
def test_marks_around_a_part_of_it_stay(said: str) -> None:
    assert without_marks(said) == said


def test_of_two_pairs_both_stay_where_one_would_hide_who_said_it() -> None:
    assert without_marks("”Han sa ”tyst”.”") == "”Han sa ”tyst”.”"


def test_signs_that_cannot_be_seen_are_kept() -> None:
    assert without_marks("\x1cord\x1c") == "\x1cord\x1c"
