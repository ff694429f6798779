"""Only forms that pass the whole check are used for a person (FORMS 4)."""

import hashlib
from collections.abc import Iterable
from functools import lru_cache
from pathlib import Path

from screening_app.questionnaire.errors import Finding
from screening_app.questionnaire.model import Questionnaire
from screening_app.questionnaire.pathway import Pathway
from screening_app.questionnaire.regular_file import read_regular
from screening_app.questionnaire.source import MAX_BYTES
from screening_app.services.errors import FormChanged, FormFailsCheck
from screening_app.services.forms_check import check_forms
from screening_app.services.ports import Clock
from screening_app.services.session import Session


def refuse_unfit(session: Session, form: Questionnaire | Pathway, *parts: Questionnaire) -> None:
    """Do nothing if a form passes the linter and its vignettes come out as they say.

    What was checked is looked at again only when a file has changed. In a rehearsal nobody is asked,
    so everything passes.

    Args:
        parts: Of a pathway, its forms.

    Raises:
        FormFailsCheck: If something is found; its sentence says what and where.
        FormChanged: If the file is no longer what was read.
        FormFileUnreadable: If the disk does not give it.
    """
    if session.is_rehearsal:
        return
    files = tuple((path, _digest(path)) for path in session.forms.files(form.canonical))
    finding = _Check(files, session.clock).finding()
    if finding is not None:
        raise FormFailsCheck(form=str(form.canonical), finding=str(finding))
    _refuse_changed((form, *parts), {digest for _path, digest in files})


def _refuse_changed(forms: Iterable[Questionnaire | Pathway], read: set[str]) -> None:
    for form in forms:
        made_of = form.made_of if isinstance(form, Pathway) else ()
        if not read.issuperset(made_of or (form.sha256,)):
            raise FormChanged(form=str(form.canonical))


def _digest(path: Path) -> str:
    return hashlib.sha256(read_regular(path, MAX_BYTES)).hexdigest()


class _Check:
    """A check of files, the same as another of the same files with the same content."""

    def __init__(self, files: tuple[tuple[Path, str], ...], clock: Clock) -> None:
        self.files, self.clock = files, clock

    def __hash__(self) -> int:
        return hash(self.files)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _Check) and self.files == other.files

    def finding(self) -> Finding | None:
        """Return the first finding."""
        return _first_finding(self)


@lru_cache(maxsize=64)
def _first_finding(check: _Check) -> Finding | None:
    report = check_forms((path for path, _digest in check.files), check.clock, alone=True)
    return report.findings[0] if report.findings else None
