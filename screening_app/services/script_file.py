"""Reading an answers file: untrusted bytes become a ``Script``, or one sentence says why not."""

import re
from pathlib import Path

from pydantic import ValidationError

from screening_app.i18n import gettext
from screening_app.questionnaire.source import read_source
from screening_app.services.errors import ScriptRefused
from screening_app.services.script import Script


def read_script(path: Path) -> Script:
    """Return the script in a file.

    Raises:
        FormFileUnreadable, FormError: If the file cannot be read as YAML.
        ScriptRefused: If it is not an answers file; names the first line that is wrong.
    """
    source = read_source(path)
    if source.findings:
        # Not the finding's own message: it repeats the value, and here that is what a person said.
        finding = source.findings[0]
        raise ScriptRefused(file=path.name, where=str(finding.line), problem=finding.what_to_do)
    try:
        return Script.model_validate(source.root)
    except ValidationError as error:
        first = error.errors(include_input=False, include_context=False, include_url=False)[0]
        line, _ = source.at(first["loc"])
        place = "/".join(str(part) if _is_ours(part) else "…" for part in first["loc"])
        problem = gettext("This is not what an answers file holds here.")
        raise ScriptRefused(file=path.name, where=f"{line}: {place}", problem=problem) from None


def _is_ours(part: str | int) -> bool:
    """Tell whether a part of a path is a word of ours and not something that was typed."""
    return isinstance(part, int) or re.fullmatch(r"[A-Za-z-]{1,20}", part) is not None
