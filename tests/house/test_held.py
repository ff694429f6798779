"""When a conversation was held is asked in one way; when it was entered, only of its entering."""

import ast
from pathlib import Path

from tests.helpers.surroundings import CHECKOUT

OF_ENTERING = {
    "domain/records.py",
    "services/conversation.py",
    "services/held_words.py",
    "services/move.py",
    "services/newer.py",
    "services/person_file.py",
    "services/seeding.py",
    "services/today.py",
    "cli/move.py",
    "gui/presenters/emergency_ticks.py",
    "gui/presenters/held_words.py",
    "gui/presenters/timeline.py",
    "storage/screenings.py",
}
"""Modules that tell or store when something was entered; each was looked at."""


def readers_of(name: str, folder: Path) -> set[str]:
    """Return the modules that read an attribute of that name."""
    return {
        path.relative_to(folder).as_posix()
        for path in folder.rglob("*.py")
        for node in ast.walk(ast.parse(path.read_text("utf-8")))
        if isinstance(node, ast.Attribute) and node.attr == name and isinstance(node.ctx, ast.Load)
    }


def test_nothing_takes_the_time_of_entering_for_the_time_of_asking() -> None:
    assert readers_of("started_at", CHECKOUT / "screening_app") <= OF_ENTERING


def test_a_module_that_does_is_found(tmp_path: Path) -> None:
    (tmp_path / "late.py").write_text("def day(run):\n    return run.started_at\n")

    assert readers_of("started_at", tmp_path) == {"late.py"}
