"""Scores agree with the vectors that were derived from the published rules, apart from our forms.

A vector whose rule was seen in its source agrees with the form that ships, or, where the owner's terms
keep the rule out of it, with the rule in our grammar. All others are not computed, and the form says so.
"""

import json
import sys
from collections import Counter
from collections.abc import Mapping
from decimal import Decimal
from pathlib import Path

import pytest
from pydantic import BaseModel, ConfigDict

from screening_app.domain.answers import AbsentReason
from screening_app.domain.ids import LinkId
from screening_app.domain.result import INCOMPLETE
from screening_app.engine.explanation import explain
from tests.conformance.published_rules import rule_form
from tests.helpers.scenario import FORMS, Scenario, form_files, form_name, shipped_form

VECTORS = FORMS.parent.parent / "shared" / "domain" / "scoring_vectors.json"
SEEN = "rule seen in source"
ABSENT = pytest.mark.skipif(
    not VECTORS.exists(), reason="the shared scoring vectors are not beside this checkout"
)

Reading = Mapping[int | str, str]
POINTS: Reading = {}
YES: Reading = {0: "no", 1: "yes"}
STEPS: Reading = {1: "none", 2: "some", 3: "much"}
HURT: Reading = {0: "no", 1: "by-partner"}
SECURE: Reading = {0: "no", 1: "yes", "NA": "no-relationship"}
COMPUTED: Mapping[str, tuple[str, str, tuple[Reading, ...]]] = {
    "HARK": ("hark", "total", (POINTS,) * 4),
    "HITS": ("hits", "total", (POINTS,) * 4),
    "HITS (VHA women, cut >=6)": ("hits", "total-veterans-variant", (POINTS,) * 4),
    "E-HITS": ("e-hits", "total", (POINTS,) * 5),
    "DA-5": ("da-5", "total", (POINTS,) * 5),
    "WAST-Short (both extreme, 0-2, cut 2)": ("wast-short", "total", (STEPS,) * 2),
    "PVS": ("pvs", "total", (HURT, SECURE, YES)),
    "AAS (5-item)": ("aas", "total", (POINTS,) * 5),
    "EASI": ("easi", "total", (YES,) * 6),
    "SafeLives Dash RIC": ("dash-ric", "count", (POINTS,) * 24),
    "WAST (1-3 coding, 8-24, cut >=13)": ("wast", "total", (POINTS,) * 8),
    "AUDIT-C (M)": ("audit-c", "total", (POINTS,) * 3),
    "AUDIT-C (F)": ("audit-c", "total", (POINTS,) * 3),
}
"""Form, score, and what an answer of the vector is in it: a code, or the option with its points."""

IN_GRAMMAR = {
    "LAP Lethality Screen": ("lap", ""),
    "ODARA": ("odara", "total"),
    "AUDIT (M)": ("audit", "m"),
    "AUDIT (F)": ("audit", "f"),
    "DUDIT (M)": ("dudit", "m"),
    "DUDIT (F)": ("dudit", "f"),
}
"""Seen rules that no shipped form computes: the name of the rule, and its score."""

RECORDED = {
    "LAP Lethality Screen": "lap",
    "ODARA": "odara",
    "DA (20-item)": "danger-assessment",
    "CASR-SF": "casr-sf",
    "DUDIT (M)": "dudit",
    "DUDIT (F)": "dudit",
}
"""Instruments whose form records a result and computes nothing."""

NO_FORM = frozenset(
    {
        "AUDIT (M)",
        "AUDIT (F)",
        "WAST (0-2 coding, 0-16, cut >=4)",
        "WAST-Short (sensitive: middle or extreme on both, cut 2)",
        "NorAQ (13 abuse items)",
        "EPV-R",
        "WHO handbook immediate-risk questions (>=3 of 6)",
        "AHC-HRSN safety items (HITS, any family/friend, cut >=11)",
    }
)
"""Instruments, or readings of one, that no shipped form is of."""

BANDS = {
    "positive": ("Positive screen", "High risk (>=3)", "Concern about mistreatment"),
    "below-cutoff": ("Negative screen", "Below 3", "No concern raised by index"),
    "none-ticked": ("No indicator ticked",),
    "below-fourteen": ("Standard", "Medium"),
    "visible-high": ("High (visible high risk, >=14)",),
    INCOMPLETE: ("Incomplete", "Indeterminate"),
    "low": ("Low risk",),
    "hazardous": ("Hazardous use",),
    "harmful": ("Harmful/problematic use",),
    "dependence": ("Probable dependence", "Highly probable dependence"),
    "below": ("Below cut-off",),
    "problems": ("Drug-related problems likely",),
}
ROUTES = {
    "visible high risk": "route-visible-high",
    "professional judgement": "route-judgement",
    "potential escalation (>=3 events/12 months)": "route-escalation",
    "repeat": "route-repeat",
}


class Vector(BaseModel):
    """Answers in the instrument's own coding and order, and what they come to."""

    model_config = ConfigDict(frozen=True, extra="ignore")

    instrument: str
    answers: tuple[int | str | None, ...] = ()
    score: int | None = None
    score_min: int | None = None
    score_max: int | None = None
    band: str = ""
    rule_status: str = SEEN
    screener_belief: bool = False
    marac_routes: tuple[str, ...] = ()

    @property
    def ends(self) -> tuple[int | None, int | None]:
        """Return lowest and highest total."""
        lowest = self.score if self.score_min is None else self.score_min
        return lowest, self.score if self.score_max is None else self.score_max


def vectors(path: Path) -> list[Vector]:
    """Return every vector; answers and bands by scale belong to an instrument without a form."""
    rows = json.loads(path.read_bytes()) if path.exists() else []
    plain = [row for row in rows if isinstance(row["answers"], list)]
    others = [
        {"instrument": row["instrument"], "rule_status": row["rule_status"]}
        for row in rows
        if row not in plain
    ]
    return [Vector.model_validate(row) for row in (*plain, *others)]


def kind(vector: Vector) -> str:
    """Return how a vector is met."""
    if vector.rule_status == SEEN:
        return (
            "agrees with the form" if vector.instrument in COMPUTED else "agrees with the rule in our grammar"
        )
    if vector.instrument in COMPUTED:
        return "sum-only"
    return "record-only" if vector.instrument in RECORDED else "no form"


ALL = vectors(VECTORS)


def of_kind(name: str) -> list[object]:
    """Return the vectors that are met so, each with a readable name."""
    return [pytest.param(one, id=f"{one.instrument}:{one.answers}") for one in ALL if kind(one) == name]


def scenario(vector: Vector) -> Scenario:
    """Return the response of the shipped form that carries the vector's answers."""
    name, score, readings = COMPUTED[vector.instrument]
    made = Scenario(shipped_form(f"instruments/{name}"))
    if score == "total-veterans-variant":
        made.answer("group", "female-veteran")
    for link_id, answer, reading in zip(
        _asked(made, score, len(readings)), vector.answers, readings, strict=True
    ):
        if answer == "DK":
            made.absent(link_id, AbsentReason.UNKNOWN)
        elif answer is not None:
            made.answer(link_id, reading.get(answer) or _with_points(made, link_id, answer))
    return made


def _asked(made: Scenario, score: str, count: int) -> list[str]:
    """Return the questions that the vector answers: those summed, and before them what is asked too."""
    summed = next(rule.sum for rule in made.form.questionnaire.score if rule.id == score) or ()
    before = [link_id for link_id in made.form.items if made.form.items[link_id].answer_option]
    return [*before[: count - len(summed)], *summed]


def _with_points(made: Scenario, link_id: str, points: int | str) -> str:
    options = made.form.items[LinkId(link_id)].answer_option
    return next(option.code for option in options if option.item_weight == Decimal(points))


@ABSENT
@pytest.mark.parametrize("vector", of_kind("agrees with the form"))
def test_a_score_agrees_with_its_vector(vector: Vector) -> None:
    made = scenario(vector)
    if vector.instrument == "SafeLives Dash RIC":
        made = with_routes(made, vector)
        assert {flag for flag in made.flags if flag.startswith("route")} == {
            ROUTES[r] for r in vector.marac_routes
        }
    lowest, highest, band = made.result(COMPUTED[vector.instrument][1])

    if "DK" in vector.answers:  # the vector counts ticks; not known may be one, so ours is no level
        assert (lowest, highest, band) == (vector.score, 16, INCOMPLETE)
        return
    assert (lowest, highest) == vector.ends
    assert band is not None
    assert vector.band.startswith(BANDS[band])


def with_routes(made: Scenario, vector: Vector) -> Scenario:
    """Answer what opens the vector's other routes to a conference."""
    made.answer("professional-judgement", "yes" if "professional judgement" in vector.marac_routes else "no")
    escalated = any(route.startswith("potential") for route in vector.marac_routes)
    made.answer("incidents-12-months", 3 if escalated else 2)
    return made.answer("repeat-12-months", "yes" if "repeat" in vector.marac_routes else "no")


@ABSENT
@pytest.mark.parametrize("vector", of_kind("agrees with the rule in our grammar"))
def test_a_seen_rule_that_no_form_may_compute_agrees_in_our_grammar(vector: Vector) -> None:
    rule, score = IN_GRAMMAR[vector.instrument]
    made = Scenario(rule_form(rule))
    if score in {"m", "f"}:
        made.answer("sex", score)
    for number, answer in enumerate(vector.answers, 1):
        if answer is not None:
            made.answer(f"q{number}", str(answer))
    if rule == "lap":
        made.answer("belief", "yes" if vector.screener_belief else "no")
        expected = {"High": ["triggered"], "Not s": ["cannot-trigger"], "Indet": []}
        assert made.flags == next(
            flags for begins, flags in expected.items() if vector.band.startswith(begins)
        )
        return
    lowest, highest, band = made.result(score)

    assert (lowest, highest) == vector.ends
    assert band is not None
    assert vector.band.startswith(BANDS.get(band, (f"{band} (",)))


@ABSENT
@pytest.mark.parametrize("vector", of_kind("sum-only"))
def test_a_sum_without_a_verified_cutoff_agrees_as_a_sum_and_says_no_more(vector: Vector) -> None:
    _, score, _ = COMPUTED[vector.instrument]
    made = scenario(vector)
    (explained,) = as_list(explain(made.now)["score"])

    assert made.result(score)[:2] == vector.ends
    assert made.form.questionnaire.provenance.scoring == "sum-only"
    assert (explained["scoring"], explained["cutoff"], explained["band"]) == ("sum-only", None, "sum-only")


@ABSENT
@pytest.mark.parametrize("vector", of_kind("record-only"))
def test_what_is_not_verified_is_recorded_and_not_computed(vector: Vector) -> None:
    form = shipped_form(f"instruments/{RECORDED[vector.instrument]}")
    explained = explain(Scenario(form).now)

    assert (explained["scoring"], explained["score"]) == ("record-only", [])
    assert form.questionnaire.score == ()


@ABSENT
def test_every_vector_is_met_in_one_way() -> None:
    counts = Counter(kind(vector) for vector in ALL)
    sys.stdout.write("".join(f"{count:4} {name}\n" for name, count in counts.most_common()))

    assert counts == {
        "agrees with the form": 51,
        "agrees with the rule in our grammar": 28,
        "record-only": 15,
        "no form": 24,
        "sum-only": 10,
    }
    assert counts.total() == len(json.loads(VECTORS.read_bytes())) == 128
    assert {one.instrument for one in ALL if kind(one) == "no form"} <= NO_FORM
    assert {one.instrument for one in ALL if kind(one).endswith("grammar")} <= {*RECORDED, *NO_FORM}


def test_a_form_computes_only_what_its_provenance_allows() -> None:
    for name in map(form_name, form_files()):
        form = shipped_form(name).questionnaire
        computes = any(score.sum for score in form.score)
        assert computes == (form.provenance.scoring not in {"none", "record-only"}), name
        if form.provenance.scoring == "sum-only":
            assert all(score.cutoff is None and len(score.band) == 1 for score in form.score), name


def test_hits_and_e_hits_have_cutoffs_of_their_own_and_a_variant_shows_only_for_its_group() -> None:
    hits, extended = shipped_form("instruments/hits"), shipped_form("instruments/e-hits")
    response = answered(5, 1, 1, 1)

    assert [score.cutoff.variant for score in hits.questionnaire.score if score.cutoff] != [
        score.cutoff.variant for score in extended.questionnaire.score if score.cutoff
    ]
    assert [score.id for score in response.now.scores] == ["total"]
    assert [score.id for score in response.answer("group", "general").now.scores] == ["total"]
    assert [score.id for score in response.answer("group", "female-veteran").now.scores] == [
        "total",
        "total-veterans-variant",
    ]


def as_list(value: object) -> list[dict[str, object]]:
    """Return a part of an explanation as what it is."""
    assert isinstance(value, list)
    return value


def answered(*points: int | None, name: str = "HITS") -> Scenario:
    """Return a response to an instrument of four or five items."""
    return scenario(Vector(instrument=name, answers=points))


def test_hits_5_1_1_1_is_below_the_cutoff_and_still_raises_its_flag() -> None:
    response = answered(5, 1, 1, 1)

    assert response.result() == (8, 8, "below-cutoff")
    assert response.flags == ["hurts"]


def test_hits_with_one_item_absent_is_incomplete_10_to_14() -> None:
    assert answered(3, 3, 3, None).result() == (10, 14, INCOMPLETE)


def test_hark_with_one_item_absent_is_incomplete_and_never_negative() -> None:
    assert answered(None, 0, 0, 0, name="HARK").result() == (0, 1, INCOMPLETE)


def test_da_5_with_two_yes_and_one_absent_is_incomplete_2_to_3() -> None:
    assert answered(1, 1, None, 0, 0, name="DA-5").result() == (2, 3, INCOMPLETE)
