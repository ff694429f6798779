"""Reading an answers file: untrusted bytes become a ``Script``, or one sentence says why not."""

import re
from pathlib import Path

from pydantic import ValidationError

from screening_app.i18n import N_, gettext
from screening_app.questionnaire.source import read_source
from screening_app.services.errors import ScriptRefused
from screening_app.services.script import Script

_PROBLEMS = {
    "ambiguous-scalar": N_("A value without quotes can be read in several ways."),
    "duplicate-key": N_("A name stands twice here."),
}
"""Not the finding's own message: it repeats the value, and here that is what a person said."""
_OTHER = N_("This is not what an answers file holds here.")


def read_script(path: Path) -> Script:
    """Return the script in a file.

    Raises:
        FormFileUnreadable, FormError: If the file cannot be read as YAML.
        ScriptRefused: If it is not an answers file; names the first line that is wrong.
    """
    source = read_source(path)
    if source.findings:
        finding = source.findings[0]
        problem = f"{gettext(_PROBLEMS.get(finding.code, _OTHER))} {finding.what_to_do}"
        raise ScriptRefused(file=path.name, where=str(finding.line), problem=problem)
    try:
        return Script.model_validate(source.root)
    except ValidationError as error:
        first = error.errors(include_input=False, include_context=False, include_url=False)[0]
        line, _ = source.at(first["loc"])
        place = "/".join(str(part) if _is_ours(part) else "…" for part in first["loc"])
        raise ScriptRefused(file=path.name, where=f"{line}: {place}", problem=gettext(_OTHER)) from None


def _is_ours(part: str | int) -> bool:
    """Tell whether a part of a path is a word of ours and not something that was typed."""
    return isinstance(part, int) or re.fullmatch(r"[A-Za-z-]{1,20}", part) is not None
