"""Whatever is answered, a translated condition asks for an item exactly when FHIRPath does."""

from collections.abc import Mapping

from hypothesis import given, settings
from hypothesis import strategies as st

from screening_app.domain.ids import LinkId
from tests.helpers.scenario import Scenario
from tests.interop.fhir.files import ENABLE, choice, code, extension, imported, item, ready, reasons
from tests.interop.fhir.reckoner import Raw, Reckoner

WEIGHTS = {"c": {"a": 0, "b": 1, "d": 3}}
QUESTIONS = (choice("c", "a=0", "b=1", "d=3"), item("yes"), item("n", "integer"))
_C, _YES, _N = (f"%resource.descendants().where(linkId='{name}').answer.value" for name in ("c", "yes", "n"))

_LEAVES = st.one_of(
    st.sampled_from([f"{_C}.code = '{name}'" for name in "abd"]),
    st.sampled_from([f"{_C}.code != '{name}'" for name in "abd"]),
    st.sampled_from(
        [f"{_C}.exists()", f"{_YES}.empty()", f"{_N}.exists()", _YES, f"{_YES} = false", "{}", "true"]
    ),
    st.builds(
        "{} {} {}".format, st.just(_N), st.sampled_from(["=", "!=", "<", "<=", ">", ">="]), st.integers(0, 3)
    ),
    st.builds(
        "{} * 2 + 1 {} {}".format, st.just(_N), st.sampled_from(["=", "!=", "<", ">="]), st.integers(0, 7)
    ),
    st.builds(
        "{}.weight() {} {}".format, st.just(_C), st.sampled_from(["=", "!=", "<", ">"]), st.integers(0, 3)
    ),
)
EXPRESSIONS = st.recursive(
    _LEAVES,
    lambda inner: st.one_of(
        st.builds("({}) {} ({})".format, inner, st.sampled_from(["and", "or", "xor", "implies"]), inner),
        st.builds("({}).not()".format, inner),
        st.builds("iif({}, {}, {})".format, inner, inner, inner),
        st.builds("iif({}, {})".format, inner, inner),
    ),
    max_leaves=6,
)
ANSWERS = st.fixed_dictionaries(
    {}, optional={"c": st.sampled_from("abd"), "yes": st.booleans(), "n": st.integers(0, 3)}
)


@settings(max_examples=300, deadline=None)
@given(expression=EXPRESSIONS, answers=st.lists(ANSWERS, min_size=4, max_size=8))
def test_a_translated_condition_holds_for_the_same_answers(
    expression: str, answers: list[Mapping[str, Raw]]
) -> None:
    made = imported(*QUESTIONS, item("last", extension=[extension(ENABLE, expression)]))
    left_out = reasons(made, "last")

    assert left_out in ([], ["never-holds"])
    for given_ones in answers:
        expected = Reckoner(given_ones, WEIGHTS).enabled(expression)
        if left_out:
            assert not expected
            continue
        stated = {name: code(str(raw)) if name == "c" else raw for name, raw in given_ones.items()}
        places = Scenario.of(ready(made), stated).now.places
        assert next(place.enabled for place in places if place.key.link_id == LinkId("last")) is expected
