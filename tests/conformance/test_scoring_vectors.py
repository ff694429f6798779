"""Scores agree with the vectors that were derived from the published rules, apart from our forms."""

import json
from decimal import Decimal
from pathlib import Path

import pytest
from pydantic import BaseModel, ConfigDict

from screening_app.domain.result import INCOMPLETE
from tests.helpers.scenario import FORMS, Scenario, shipped_form

VECTORS = FORMS.parent.parent / "shared" / "domain" / "scoring_vectors.json"
INSTRUMENTS = {
    "HARK": ("instruments/hark", "total"),
    "HITS": ("instruments/hits", "total"),
    "HITS (VHA women, cut >=6)": ("instruments/hits", "total-veterans-variant"),
    "E-HITS": ("instruments/e-hits", "total"),
    "DA-5": ("instruments/da-5", "total"),
}
BANDS = {
    "positive": ("Positive screen", "High risk (>=3)"),
    "below-cutoff": ("Negative screen", "Below 3"),
    INCOMPLETE: ("Incomplete", "Indeterminate"),
}


class Vector(BaseModel):
    """Answers as points, in the instrument's order, and what they come to."""

    model_config = ConfigDict(frozen=True, extra="ignore")

    instrument: str
    answers: tuple[int | str | None, ...]
    score: int | None
    score_min: int | None = None
    score_max: int | None = None
    band: str


def vectors(path: Path) -> list[Vector]:
    """Return the vectors of instruments that exist here."""
    rows = json.loads(path.read_bytes()) if path.exists() else []
    return [Vector.model_validate(row) for row in rows if row["instrument"] in INSTRUMENTS]


def scenario(vector: Vector) -> Scenario:
    """Return the response in which each answer carries the vector's points."""
    form = shipped_form(INSTRUMENTS[vector.instrument][0])
    scored = next(rule.sum for rule in form.questionnaire.score if rule.sum)
    made = Scenario(form)
    for link_id, points in zip(scored, vector.answers, strict=True):
        if points is not None:
            options = form.items[link_id].answer_option
            made.answer(link_id, next(o.code for o in options if o.item_weight == Decimal(points)))
    return made


@pytest.mark.skipif(not VECTORS.exists(), reason="the shared scoring vectors are not beside this checkout")
@pytest.mark.parametrize(
    "vector", [pytest.param(one, id=f"{one.instrument}:{one.answers}") for one in vectors(VECTORS)]
)
def test_a_score_agrees_with_its_vector(vector: Vector) -> None:
    lowest, highest, band = scenario(vector).result(INSTRUMENTS[vector.instrument][1])

    assert lowest == (vector.score if vector.score_min is None else vector.score_min)
    assert highest == (vector.score if vector.score_max is None else vector.score_max)
    assert band is not None
    assert vector.band.startswith(BANDS[band])


@pytest.mark.skipif(not VECTORS.exists(), reason="the shared scoring vectors are not beside this checkout")
def test_every_instrument_with_a_form_has_vectors() -> None:
    named = {row["instrument"] for row in json.loads(VECTORS.read_bytes())}

    assert set(INSTRUMENTS) <= named
    assert len(vectors(VECTORS)) == 25


def hits(*points: int | None, name: str = "HITS") -> Scenario:
    """Return a response to an instrument of four or five items."""
    return scenario(Vector(instrument=name, answers=points, score=None, band=""))


def test_hits_5_1_1_1_is_below_the_cutoff_and_still_raises_its_flag() -> None:
    response = hits(5, 1, 1, 1)

    assert response.result() == (8, 8, "below-cutoff")
    assert response.flags == ["hurts"]


def test_hits_with_one_item_absent_is_incomplete_10_to_14() -> None:
    assert hits(3, 3, 3, None).result() == (10, 14, INCOMPLETE)


def test_hark_with_one_item_absent_is_incomplete_and_never_negative() -> None:
    assert hits(None, 0, 0, 0, name="HARK").result() == (0, 1, INCOMPLETE)


def test_da_5_with_two_yes_and_one_absent_is_incomplete_2_to_3() -> None:
    assert hits(1, 1, None, 0, 0, name="DA-5").result() == (2, 3, INCOMPLETE)
