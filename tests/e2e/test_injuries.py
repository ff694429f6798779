"""Injuries on a real vault, by the commands: who may mark what, and the record as a file."""

import json
from pathlib import Path

from screening_app.domain.access import Role
from tests.documents.reading import plain_text
from tests.e2e.desk import Desk, make_desk
from tests.services.test_injury_record import script_with_injuries
from tests.services.test_referral import RECIPIENT


def test_a_method_lead_names_the_roles_and_nobody_else_does(tmp_path: Path) -> None:
    lead = make_desk(tmp_path / "lead", role=Role.METHOD_LEAD)

    assert "Nobody may mark" in lead.run("forms", "restricted-marks").out
    named = lead.run("forms", "restricted-marks", "--roles", "staff", "supervisor")
    assert named.status == 0, named.err
    assert json.loads(lead.run("forms", "restricted-marks", "--json").out) == {
        "roles": ["staff", "supervisor"]
    }
    assert "Nobody may mark" in lead.run("forms", "restricted-marks", "--nobody").out
    assert lead.run("forms", "restricted-marks", "--roles", "administrator").status == 2


def test_staff_are_refused_with_a_sentence(desk: Desk) -> None:
    said = desk.run("forms", "restricted-marks", "--roles", "staff")

    assert said.is_one_sentence
    assert "method lead" in said.err


def test_a_record_of_injuries_leaves_as_a_file_with_a_neutral_name(desk: Desk, tmp_path: Path) -> None:
    answers = script_with_injuries(tmp_path)
    told = desk.run("run", "pathway-health", "--answers", str(answers), "--json")
    assert told.status == 0, told.err
    screening = json.loads(told.out)["screening"]
    out = tmp_path / "out"

    said = desk.run(
        *("document", screening, "--kind", "injury-record", "--to", RECIPIENT),
        *("--basis", "CONSENT", "--out", str(out), "--json"),
    )

    assert said.status == 0, said.err
    (file,) = out.glob("*.pdf")
    assert file.name.startswith(("handling-", "document-"))
    text = " ".join(plain_text(file.read_bytes()))
    for words in ("Skadedokumentation", "Han tog mig om armen och halsen.", "Överarm, framsida, vänster"):
        assert words in text


def test_a_conversation_without_an_examination_gives_no_record(
    told: tuple[Desk, str], tmp_path: Path
) -> None:
    desk, screening = told

    said = desk.run(
        *("document", screening, "--kind", "injury-record", "--to", RECIPIENT),
        *("--basis", "CONSENT", "--out", str(tmp_path / "out")),
    )

    assert said.is_one_sentence
    assert "Nothing was examined" in said.err
