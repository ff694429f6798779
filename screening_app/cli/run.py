"""``run``: a scripted conversation, through the same use cases as the windows."""

import argparse
import json

from screening_app.cli.opening import opened
from screening_app.cli.paths import named_path
from screening_app.cli.printing import say
from screening_app.i18n import N_, gettext, language, text_in


def add_commands(commands: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Add ``run``."""
    parser = commands.add_parser("run", help=N_("hold a scripted conversation"))
    parser.add_argument("pathway", metavar="PATHWAY", help=N_("such as pathway-health, or url|version"))
    parser.add_argument(
        "--answers", type=named_path, required=True, metavar="FILE", help=N_("answers file (YAML)")
    )
    parser.set_defaults(run=run_pathway)


def run_pathway(options: argparse.Namespace) -> int:
    """Hold the conversation of an answers file; a mistake in the file stores nothing."""
    from screening_app.services.closing import what_is_missing  # noqa: PLC0415 (pydantic, engine)
    from screening_app.services.script import run_script  # noqa: PLC0415
    from screening_app.services.script_file import read_script  # noqa: PLC0415

    script = read_script(options.answers)
    with opened(options) as session:
        run = run_script(session, options.pathway, script, source=options.answers.name)
    screening = run.conversation.screening
    outcome = run.closed.outcome if run.closed else None
    missing = () if run.closed else what_is_missing(run.conversation)
    if options.json:
        found = {
            "screening": screening.id,
            "person": run.person.id,
            "caseNumber": run.person.case_number,
            "status": str(screening.status),
            "outcome": screening.outcome,
            "reason": screening.reason,
            "dropped": [f"{step}/{key}" for step, key in run.closed.dropped] if run.closed else [],
            "missing": list(missing),
        }
        say(json.dumps(found, ensure_ascii=False, indent=2))
        return 0
    say(gettext("Conversation {id}, case {case}").format(id=screening.id, case=run.person.case_number))
    if outcome is not None:
        say(gettext("Closed. Outcome: {outcome}").format(outcome=text_in(outcome.text, language())))
    for sentence in missing:
        say(sentence)
    if run.closed and run.closed.dropped:
        places = ", ".join(f"{step}/{key}" for step, key in run.closed.dropped)
        say(gettext("Answers that no longer applied were dropped: {places}").format(places=places))
    return 0
