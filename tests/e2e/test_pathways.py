"""Each pathway is held from beginning to end by the command, in a unit that it is meant for."""

import json
from collections.abc import Mapping
from pathlib import Path

import pytest
import yaml

from screening_app.domain.access import Regime, Role
from screening_app.domain.errors import SearchNotPermitted
from screening_app.domain.person import SEARCHABLE, PersonField, SearchQuery
from screening_app.questionnaire.library import FileFormLibrary
from screening_app.services.people import search_persons
from tests.e2e.desk import Desk, make_desk
from tests.helpers import fakes
from tests.helpers.surroundings import CHECKOUT

FORMS = CHECKOUT / "forms"
HEALTH, SOCIAL, BRITISH, OTHER = (
    "se/pathway-health",
    "se/pathway-social",
    "gb/pathway",
    "core/pathway-user-of-violence",
)
HELD = [
    (HEALTH, Regime.HSL_PUBLIC, "se", "yes-no-danger", "asked-yes"),
    (SOCIAL, Regime.SOC_MUNICIPAL, "se", "yes-no-danger", "asked-yes"),
    (SOCIAL, Regime.SOC_PRIVATE, "se", "not-asked-partner-present", "not-asked"),
    (BRITISH, Regime.INTL, "gb", "yes-no-danger", "asked-yes"),
    (OTHER, Regime.SOC_MUNICIPAL, "se", "no-with-concern", "suspicion"),
    (OTHER, Regime.INTL, "gb", "no", "asked-no"),
]


def script(folder: Path, pathway: str, vignette: str) -> Path:
    """Write the answers file of one of a pathway's vignettes, with a nameless person."""
    stated = yaml.safe_load((FORMS / f"{pathway}.vignettes.yaml").read_text(encoding="utf-8"))
    answers: Mapping[str, object] = next(v["answers"] for v in stated["vignette"] if v["id"] == vignette)
    said = [{"step": step, "answers": given} for step, given in answers.items()]
    file = folder / "answers.yaml"
    whole = {"person": {"kind": "pseudonym"}, "conversation": said}
    file.write_text(json.dumps(whole, ensure_ascii=False), encoding="utf-8")
    return file


def name_of(pathway: str) -> str:
    """Return the url of a pathway."""
    return f"https://samtalsstod.example/{pathway}"


@pytest.mark.parametrize(
    ("pathway", "regime", "country", "vignette", "outcome"), HELD, ids=[f"{row[0]}:{row[1]}" for row in HELD]
)
def test_a_pathway_is_held_to_its_end(
    tmp_path: Path, pathway: str, regime: Regime, country: str, vignette: str, outcome: str
) -> None:
    desk = make_desk(tmp_path, regime=regime, country=country)
    file = script(tmp_path, pathway, vignette)

    said = desk.run("run", name_of(pathway), "--answers", str(file), "--json")

    assert said.status == 0, said.err
    found = json.loads(said.out)
    assert (found["status"], found["outcome"], found["missing"]) == ("completed", outcome, [])
    assert desk.run("audit", "verify").status == 0


@pytest.fixture(scope="module")
def social(tmp_path_factory: pytest.TempPathFactory) -> Desk:
    """Return the desk of a method lead in social services."""
    return make_desk(tmp_path_factory.mktemp("social"), regime=Regime.SOC_MUNICIPAL, role=Role.METHOD_LEAD)


@pytest.mark.parametrize(
    ("pathway", "reason"),
    [(HEALTH, "kind of unit"), (BRITISH, "kind of unit"), ("se/horoscope", "no pathway called")],
)
def test_a_pathway_of_another_unit_is_refused_with_a_sentence(
    tmp_path: Path, social: Desk, pathway: str, reason: str
) -> None:
    file = script(tmp_path, HEALTH, "yes-no-danger")

    said = social.run("run", name_of(pathway), "--answers", str(file))

    assert said.is_one_sentence
    assert reason in said.err


def test_a_permission_is_recorded_shown_and_withdrawn_by_the_command(social: Desk) -> None:
    given = social.run(
        "forms", "permit", "hark", "--who", "Owner", "--on", "2026-11-01", "--where", "letter 12"
    )
    assert given.status == 0, given.err
    assert "permitted by Owner on 2026-11-01, kept in letter 12" in social.run("forms", "permissions").out
    shown = json.loads(social.run("forms", "permissions", "--json").out)
    kept = {one["url"].rpartition("/")[2]: one["permission"] for one in shown}
    assert kept["hark"] == {"who": "Owner", "on": "2026-11-01", "where": "letter 12"}
    assert kept["hits"] is None

    assert social.run("forms", "permit", "hark", "--withdraw").status == 0
    assert "permitted by" not in social.run("forms", "permissions").out


@pytest.mark.parametrize(
    ("words", "reason"),
    [
        (("odara", "--who", "A", "--on", "2026-11-01", "--where", "B"), "without a permission"),
        (("hark", "--who", "A", "--on", "1 November", "--where", "B"), "YYYY-MM-DD"),
        (("hark", "--who", " ", "--on", "2026-11-01", "--where", "B"), "says who gave it"),
        (("horoscope", "--withdraw"), "no form called"),
    ],
)
def test_a_permission_that_cannot_be_recorded_is_refused_with_a_sentence(
    social: Desk, words: tuple[str, ...], reason: str
) -> None:
    said = social.run("forms", "permit", *words)

    assert said.is_one_sentence
    assert reason in said.err


def test_an_answer_to_an_instrument_without_permission_is_refused_and_nothing_is_stored(
    tmp_path: Path,
) -> None:
    desk = make_desk(tmp_path)
    file = script(tmp_path, HEALTH, "yes-no-danger")
    text = json.loads(file.read_text(encoding="utf-8"))
    text["conversation"].insert(4, {"step": "w4-hark", "answers": {"afraid": "no"}})
    file.write_text(json.dumps(text), encoding="utf-8")

    said = desk.run("run", "pathway-health", "--answers", str(file))

    assert said.is_one_sentence
    assert "until a method lead has recorded who permitted it" in said.err
    assert desk.run("forms", "permit", "hark", "--withdraw").is_one_sentence


@pytest.mark.parametrize("field", [field for field in PersonField if field not in SEARCHABLE])
def test_social_services_search_by_the_permitted_predicates_only(field: PersonField) -> None:
    session = fakes.session(FileFormLibrary(FORMS), regime=Regime.SOC_MUNICIPAL)

    with pytest.raises(SearchNotPermitted):
        search_persons(session, SearchQuery(field=field, text="x"))


def test_the_forms_of_an_unlinked_pathway_are_in_no_other() -> None:
    library = FileFormLibrary(FORMS)
    pathways = [library.pathway(canonical) for canonical in library.pathways()]
    forms = {
        pathway.url: {step.questionnaire for step in pathway.step if step.questionnaire}
        for pathway in pathways
    }
    unlinked = [pathway.url for pathway in pathways if pathway.unlinked]

    assert unlinked == [name_of(OTHER)]
    for url, own in forms.items():
        assert url in unlinked or own.isdisjoint(forms[unlinked[0]])
