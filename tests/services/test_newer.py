"""Which drafts stand in older versions than the unit uses now; told without reading an answer."""

from dataclasses import replace
from pathlib import Path

import pytest

from screening_app.domain.person import CaseKind
from screening_app.questionnaire.library import FileFormLibrary
from screening_app.services.begin import begin_with_new, pathways_allowed
from screening_app.services.errors import NothingNewer
from screening_app.services.move import move_draft, preview_move
from screening_app.services.newer import has_newer, older_drafts
from screening_app.services.people import NewPerson
from screening_app.services.person_file import open_file
from screening_app.services.session import Session
from screening_app.services.today import desk_today
from screening_app.settings import shipped_folder
from tests.helpers import fakes
from tests.helpers.newer_forms import write_own_prepare
from tests.questionnaire.examples import FILES, broken
from tests.services.conftest import say
from tests.services.test_move import PHONE_GONE, ROUTE, begun, later, newer, versioned


def told(desk: Session) -> list[str]:
    return [one.screening for one in older_drafts(desk)]


def test_a_draft_is_told_when_a_newer_version_of_its_pathway_is_there(tmp_path: Path) -> None:
    desk, draft = begun(tmp_path, {"hurt": "no"})
    assert told(desk) == []

    (one,) = older_drafts(later(desk, tmp_path, newer(PHONE_GONE)))

    assert one.screening == draft.screening.id
    assert one.pathway == draft.screening.pathway


def test_a_moved_draft_is_told_no_more_and_neither_is_the_run_it_left(tmp_path: Path) -> None:
    desk, draft = begun(tmp_path, {"hurt": "no"})
    desk = later(desk, tmp_path, newer(PHONE_GONE))

    move_draft(desk, preview_move(desk, draft.screening.id))

    assert told(desk) == []


def test_a_newer_version_that_is_not_in_use_yet_is_not_told(tmp_path: Path) -> None:
    desk, _draft = begun(tmp_path, {"hurt": "no"})
    files = newer(PHONE_GONE)
    files[ROUTE] = broken(files[ROUTE], 'status: "active"', 'status: "draft"')

    assert told(later(desk, tmp_path, files)) == []


def test_an_older_version_on_another_computer_is_not_called_newer(tmp_path: Path) -> None:
    desk, draft = begun(tmp_path / "new", {"hurt": "no"})
    older = {
        name: text.replace('version: "1.2.0"', 'version: "1.1.0"').replace("small|1.2.0", "small|1.1.0")
        for name, text in FILES.items()
    }

    desk = later(desk, tmp_path / "old", older)

    assert told(desk) == []
    with pytest.raises(NothingNewer):
        preview_move(desk, draft.screening.id)


def test_where_the_pathway_is_gone_nothing_is_told(tmp_path: Path) -> None:
    desk, _draft = begun(tmp_path / "before", {"hurt": "no"})
    other = {name: text.replace("pathway-small", "pathway-other") for name, text in FILES.items()}

    assert told(later(desk, tmp_path / "after", other)) == []


def own_wording(library: FileFormLibrary, folder: Path) -> tuple[Session, Session]:
    """Return a desk with a draft, and the same one beside a unit's own form."""
    desk = fakes.session(library)
    draft = begin_with_new(desk, NewPerson(kind=CaseKind.PSEUDONYM), pathways_allowed(desk)[0].canonical)
    say(desk, draft, "w1-prepare", {"reason": "routine"})
    write_own_prepare(folder)
    return desk, replace(desk, forms=FileFormLibrary(shipped_folder("forms"), folder))


def test_today_and_the_person_tell_of_a_units_own_form_that_stands_in_now(
    library: FileFormLibrary, tmp_path: Path
) -> None:
    before, after = own_wording(library, tmp_path)
    person = desk_today(before).drafts[0].person

    assert [one.has_newer for one in desk_today(before).drafts] == [False]
    assert [one.has_newer for one in desk_today(after).drafts] == [True]
    assert [one.has_newer for one in open_file(before, person).runs] == [False]
    assert [one.has_newer for one in open_file(after, person).runs] == [True]


def test_a_colleagues_draft_is_nobody_elses_to_move(library: FileFormLibrary, tmp_path: Path) -> None:
    _before, desk = own_wording(library, tmp_path)
    other = replace(desk, user=fakes.user("bo"))

    assert told(other) == []
    with desk.records.read() as uow:
        (run,) = uow.screenings.drafts(access=desk.access)
        assert has_newer(uow, desk, run)
        assert not has_newer(uow, other, run)


def test_versioned_files_differ_only_in_their_version(tmp_path: Path) -> None:
    desk, draft = begun(tmp_path, {"hurt": "no"})

    assert told(later(desk, tmp_path, versioned(FILES))) == [draft.screening.id]
