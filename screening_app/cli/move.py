"""``forms move``: what newer versions change in a draft, and moving it; opens the vault."""

import argparse
import json
from typing import TYPE_CHECKING

from screening_app.cli.opening import opened
from screening_app.cli.printing import say
from screening_app.cli.versions import difference_entry
from screening_app.domain.ids import ScreeningId
from screening_app.i18n import N_, gettext

if TYPE_CHECKING:
    from screening_app.services.conversation_state import Conversation
    from screening_app.services.move import FormMove, Preview
    from screening_app.services.move_words import MoveInWords
    from screening_app.services.newer import OlderDraft


def add_commands(family: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Add ``forms move``."""
    parser = family.add_parser("move", help=N_("move a draft of one's own to newer versions of its forms"))
    parser.add_argument(
        "screening", nargs="?", metavar="SCREENING", help=N_("the draft; without it, those that could move")
    )
    either = parser.add_mutually_exclusive_group()
    either.add_argument("--preview", action="store_true", help=N_("only say what changes (as without --yes)"))
    either.add_argument("--yes", action="store_true", help=N_("say what changes, and move the draft"))
    parser.set_defaults(run=lambda options: _move(parser, options))


def _move(parser: argparse.ArgumentParser, options: argparse.Namespace) -> int:
    if options.screening is not None:
        return move(options)
    if options.yes or options.preview:
        parser.error(gettext("the following arguments are required: %s") % "SCREENING")
    return list_drafts(options)


def list_drafts(options: argparse.Namespace) -> int:
    """List the user's drafts for which there are newer versions."""
    from screening_app.services.newer import older_drafts  # noqa: PLC0415 (pydantic)

    with opened(options, write=False) as session:
        found = older_drafts(session)
    if options.json:
        say(json.dumps([_draft(one) for one in found], ensure_ascii=False, indent=2))
        return 0
    for one in found:
        begun = gettext("begun {day}").format(day=one.started_at.astimezone().date().isoformat())
        say(f"{one.screening}  {one.case_number}  {begun}  {one.pathway}")
    if not found:
        say(gettext("No draft of yours stands in an older version."))
    return 0


def _draft(one: "OlderDraft") -> dict[str, object]:
    return {
        "screening": one.screening,
        "caseNumber": one.case_number,
        "begun": one.started_at.isoformat(),
        "pathway": one.pathway,
    }


def move(options: argparse.Namespace) -> int:
    """Say what changes; with ``--yes`` the draft is moved as that says, or stays as it is."""
    from screening_app.services.move import move_draft, preview_move  # noqa: PLC0415 (pydantic)
    from screening_app.services.move_words import move_in_words  # noqa: PLC0415

    with opened(options, write=options.yes) as session:
        preview = preview_move(session, ScreeningId(options.screening))
        words = move_in_words(preview)
        moved = move_draft(session, preview) if options.yes else None
    if options.json:
        say(json.dumps(_told(preview, words, moved), ensure_ascii=False, indent=2))
    else:
        _say(words, moved)
    return 0


def _say(words: "MoveInWords", moved: "Conversation | None") -> None:
    for changes in words.changes:
        say(changes.title)
        for question in changes.set_aside:
            say("  " + gettext("The answer does not go along: {question}").format(question=question))
        for question in changes.asks:
            say("  " + gettext("Has to be answered: {question}").format(question=question))
        for sentence in changes.sentences:
            say("  " + sentence)
        say("")
    say(words.kept)
    say(words.scores)
    if words.refusal:
        say(words.refusal)
    if moved is not None:
        say(gettext("Moved. The conversation goes on as {id}.").format(id=moved.screening.id))


def _told(preview: "Preview", words: "MoveInWords", moved: "Conversation | None") -> dict[str, object]:
    return {
        "screening": preview.before.screening.id,
        "old": preview.before.screening.pathway,
        "new": preview.after.screening.pathway,
        "differences": [difference_entry(one) for one in preview.differences],
        "steps": [_step(step) for step in preview.steps],
        "scores": words.scores,
        "lost": list(preview.lost),
        "moved": None if moved is None else moved.screening.id,
    }


def _step(step: "FormMove") -> dict[str, object]:
    return {
        "step": step.step,
        "differences": [difference_entry(one) for one in step.differences],
        "setAside": [str(key) for key in step.set_aside],
        "asks": [str(key) for key in step.asks],
    }
