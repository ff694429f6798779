"""Reading an answers file: untrusted bytes become a ``Script``, or one sentence says why not."""

from pathlib import Path

from pydantic import ValidationError

from screening_app.questionnaire.errors import FormError
from screening_app.questionnaire.source import read_source
from screening_app.services.errors import ScriptRefused
from screening_app.services.script import Script


def read_script(path: Path) -> Script:
    """Return the script in a file.

    Raises:
        FormFileUnreadable, FormError: If the file cannot be read as strict YAML.
        ScriptRefused: If it is not an answers file; names the first line that is wrong.
    """
    source = read_source(path)
    if source.findings:
        raise FormError(*source.findings)
    try:
        return Script.model_validate(source.root)
    except ValidationError as error:
        first = error.errors(include_input=False, include_context=False, include_url=False)[0]
        line, _ = source.at(first["loc"])
        place = "/".join(str(part) for part in first["loc"])
        raise ScriptRefused(file=path.name, where=f"{line}: {place}", problem=f"{first['msg']}.") from None
