"""``forms diff`` and ``forms release``: versions of form files; needs no vault."""

import argparse
import json
from typing import TYPE_CHECKING

from screening_app.cli.paths import named_path
from screening_app.cli.printing import say
from screening_app.i18n import N_, gettext

if TYPE_CHECKING:
    from screening_app.questionnaire.versions.difference import Difference
    from screening_app.services.forms_versions import Comparison


def add_commands(family: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Add ``forms diff`` and ``forms release``."""
    diff = family.add_parser("diff", help=N_("what differs between two versions of a form or pathway"))
    diff.add_argument("old", type=named_path, metavar="OLD")
    diff.add_argument("new", type=named_path, metavar="NEW")
    diff.set_defaults(run=diff_forms)
    release = family.add_parser("release", help=N_("keep a copy of forms that are released now"))
    release.add_argument("paths", nargs="+", type=named_path, metavar="FORM")
    release.set_defaults(run=release_forms)


def diff_forms(options: argparse.Namespace) -> int:
    """Say what differs, and what that means for drafts and for scores; 0 whether or not anything does."""
    from screening_app.services.forms_versions import compare_files  # noqa: PLC0415 (reads YAML)

    comparison = compare_files(options.old, options.new)
    if options.json:
        say(json.dumps(_told(comparison), ensure_ascii=False, indent=2))
        return 0
    if not comparison.differences:
        say(
            gettext("Nothing differs.")
            if comparison.is_same_file
            else gettext("Nothing that is asked, said or counted differs; the files do, such as in comments.")
        )
        return 0
    for difference in comparison.differences:
        say(difference.sentence)
    say("")
    say(comparison.for_drafts)
    say(comparison.for_scores)
    if comparison.for_author:
        say(comparison.for_author)
    return 0


def _told(comparison: "Comparison") -> dict[str, object]:
    return {
        "old": comparison.old,
        "new": comparison.new,
        "differences": [difference_entry(one) for one in comparison.differences],
        "drafts": comparison.for_drafts,
        "scores": comparison.for_scores,
    }


def difference_entry(one: "Difference") -> dict[str, object]:
    """Return a difference as scripts read it."""
    return {
        "kind": one.kind.value,
        "place": one.place,
        "aspect": one.aspect,
        "before": one.before,
        "after": one.after,
        "effects": sorted(one.effects),
        "sentence": one.sentence,
    }


def release_forms(options: argparse.Namespace) -> int:
    """Check the forms, and keep a copy of each version that has none yet."""
    from screening_app.bootstrap import SystemClock  # noqa: PLC0415 (reads YAML)
    from screening_app.services.release import release  # noqa: PLC0415
    from screening_app.settings import shipped_folder  # noqa: PLC0415

    shipped = shipped_folder("forms")
    kept = [str(path) for path in release(options.paths, SystemClock(), shipped=shipped)]
    if options.json:
        say(json.dumps({"kept": kept}, ensure_ascii=False))
        return 0
    for path in kept:
        say(gettext("Kept: {path}.").format(path=path))
    if not kept:
        say(gettext("Every one of these versions has been kept before."))
    return 0
