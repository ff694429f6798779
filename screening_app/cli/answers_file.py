"""Answers that a file holds: ours by link id, or a FHIR QuestionnaireResponse."""

import json
from pathlib import Path
from typing import TYPE_CHECKING

from screening_app.domain.errors import ScreeningAppError
from screening_app.i18n import N_

if TYPE_CHECKING:
    from screening_app.questionnaire.model import Questionnaire

_MOST_BYTES = 2_000_000


class AnswersUnreadable(ScreeningAppError):
    """The answers file is no JSON object of answers."""

    code = "forms/answers-unreadable"
    user_message = N_(
        "{file} cannot be read as answers. It must be a JSON object of at most 2 MB: "
        "link id to answer, each link id once."
    )


def read_answers(form: "Questionnaire", path: Path) -> dict[str, object]:
    """Return the answers of a file: link id to answer.

    Raises:
        AnswersUnreadable: If it is no JSON object, or too large.
        NotAFile: If it is a folder, a pipe or a device.
        FormFileUnreadable: If the disk does not give it.
        ImportRefused: If it is a FHIR resource, and no response to this form.
    """
    try:
        untrusted = _content(path)
        raw = json.loads(untrusted.decode("utf-8"), object_pairs_hook=_once)
    except (ValueError, RecursionError):
        raise AnswersUnreadable(file=path.name) from None
    if not isinstance(raw, dict):
        raise AnswersUnreadable(file=path.name)
    if "resourceType" not in raw:
        return raw
    from screening_app.bootstrap.interchange import read_response  # noqa: PLC0415 (parsers)

    return read_response(form, untrusted, path.name)


def _once(pairs: list[tuple[str, object]]) -> dict[str, object]:
    """Refuse a name that stands twice: one of the two answers would be lost without a word."""
    found = dict(pairs)
    if len(found) != len(pairs):
        raise ValueError("twice")
    return found


def _content(path: Path) -> bytes:
    from screening_app.questionnaire.regular_file import read_regular  # noqa: PLC0415 (forms)

    untrusted = read_regular(path, _MOST_BYTES)
    if len(untrusted) > _MOST_BYTES:
        raise ValueError("too much")
    return untrusted
