"""What staff wrote for a document, from a file: names of places to texts; never on the command line."""

from pathlib import Path

from screening_app.domain.errors import ScreeningAppError
from screening_app.i18n import N_


class WordsRefused(ScreeningAppError):
    """The file of words is not a list of names and texts."""

    code = "document/words-refused"
    user_message = N_(
        "{file} cannot be read as words for a document. It must hold one place a line, "
        'such as: guardian-block: "text".'
    )


def read_words(path: Path) -> dict[str, str]:
    """Return the texts of a file by the field of the document that they stand in.

    Raises:
        WordsRefused: If it holds anything else.
        FormFileUnreadable, FormError, NotAFile: If it cannot be read at all.
    """
    from screening_app.questionnaire.source import read_source  # noqa: PLC0415 (forms)

    source = read_source(path)
    if source.findings or not isinstance(source.root, dict):
        raise WordsRefused(file=path.name)
    words = {name: text for name, text in source.root.items() if isinstance(text, str)}
    if len(words) != len(source.root):
        raise WordsRefused(file=path.name)
    return words
