"""Whatever is done to a form file, reading it ends in a form or in a finding with a place."""

from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from pydantic import BaseModel

from screening_app.questionnaire.errors import Finding, FormError
from screening_app.questionnaire.linter import check
from screening_app.questionnaire.loader import parse_pathway, parse_questionnaire
from screening_app.questionnaire.source import source_of
from tests.questionnaire.examples import FILES, FORM, PATHWAY, write

YAML_BITS = ("[", "]", "{", "}", ":", '"', "'", "&a ", "*a", "!!str ", "- ", "#", "|", ">", "%", "\n", "  ")
FORM_BITS = ("null", "yes", "1.0", '"hurt"', '"child"', "any: ", "every: ", "enableWhen: ", "item: ")
ODD_BITS = ("🙂", "\x00", "\ufeff", "\u2028")
BITS = st.sampled_from(YAML_BITS + FORM_BITS + ODD_BITS)


@st.composite
def mutated(draw: st.DrawFn, text: str) -> str:
    """Return the text with a few stretches cut out, doubled or written over."""
    for _ in range(draw(st.integers(1, 4))):
        start = draw(st.integers(0, len(text)))
        end = min(len(text), start + draw(st.integers(0, 40)))
        piece = draw(BITS | st.just(text[start:end] * 2) | st.text(max_size=8))
        text = text[:start] + piece + text[end:]
    return text


def findings_of(parse: Callable[[str, str], BaseModel], text: str) -> tuple[Finding, ...]:
    """Read a text; only FormError may come of it."""
    try:
        parse(text, "x.yaml")
    except FormError as error:
        return error.findings
    return ()


def survives(text: str) -> None:
    """Read a text as both kinds, and say whatever is found."""
    for finding in (*findings_of(parse_questionnaire, text), *findings_of(parse_pathway, text)):
        assert finding.line >= 1
        assert finding.message
        assert finding.what_to_do


@settings(max_examples=150)
@given(mutated(FORM))
def test_a_mutated_form_is_read_or_refused_with_a_finding(text: str) -> None:
    survives(text)


@settings(max_examples=75)
@given(mutated(PATHWAY))
def test_a_mutated_pathway_is_read_or_refused_with_a_finding(text: str) -> None:
    survives(text)


@settings(max_examples=150)
@given(st.binary(max_size=200))
def test_any_bytes_are_read_or_refused_with_a_finding(content: bytes) -> None:
    with suppress(FormError):
        assert source_of(content, "x.yaml").root is not None


@settings(max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.data())
def test_the_linter_says_something_or_nothing_of_any_mutated_file(
    tmp_path: Path, data: st.DataObject
) -> None:
    name = data.draw(st.sampled_from(sorted(FILES)))
    root = write(tmp_path)
    (root / name).write_bytes(data.draw(mutated(FILES[name])).encode("utf-8", errors="replace"))

    for finding in check([root]):
        assert str(finding)


@pytest.mark.parametrize("text", ["\ud800", 'url: "\ud800"'])
def test_half_a_character_is_refused_like_any_mistake(text: str) -> None:
    with pytest.raises(FormError) as caught:
        parse_questionnaire(text, "x.yaml")

    assert caught.value.finding.code == "not-utf-8"
