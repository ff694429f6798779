"""``forms release``: a copy of what may now be used for a person, kept for ever (decision 42)."""

from collections.abc import Iterable, Iterator
from contextlib import suppress
from pathlib import Path

from screening_app.domain.errors import ScreeningAppError
from screening_app.i18n import N_, gettext
from screening_app.questionnaire.errors import Finding, FormFileUnreadable, FormNotFound, short
from screening_app.questionnaire.library import FileFormLibrary
from screening_app.questionnaire.lint.corpus import VIGNETTES, root_of
from screening_app.questionnaire.lint.released import RELEASED
from screening_app.questionnaire.model import Questionnaire
from screening_app.questionnaire.pathway import Pathway
from screening_app.questionnaire.regular_file import read_regular
from screening_app.questionnaire.source import MAX_BYTES
from screening_app.services.forms_check import check_forms
from screening_app.services.forms_versions import load_any
from screening_app.services.ports import Clock

_SHOWN = 20


class NotReleasable(ScreeningAppError):
    """A form that nobody may use for a person yet."""

    code = "forms/not-releasable"
    user_message = N_("{form} is not released, and nothing was written. {why}")


class KeptCopyDiffers(ScreeningAppError):
    """What was kept at the release is something else, or damaged."""

    code = "forms/kept-copy-differs"
    user_message = N_(
        "The copy that was kept when {form} was released as version {version} is not this file, or is "
        "damaged. Raise the version; or, if only the copy is damaged, put it back from a backup."
    )


class ReleaseFailsCheck(ScreeningAppError):
    """The check finds something in what was to be released.

    Attributes:
        findings: In the order of files and lines.
    """

    code = "forms/release-fails-check"
    user_message = N_(
        "Nothing is released, and nothing was written, because the check finds something. Correct it, and "
        "run: screening-app forms check."
    )

    def __init__(self, findings: tuple[Finding, ...]) -> None:
        super().__init__(count=len(findings))
        self.findings = findings

    def describe(self) -> str:
        """Return the sentence and a line for each finding."""
        more = ["…"] if len(self.findings) > _SHOWN else []
        return "\n".join([super().describe(), *map(str, self.findings[:_SHOWN]), *more])


def release(paths: Iterable[Path], clock: Clock, *, shipped: Path | None = None) -> list[Path]:
    """Keep a copy of forms and pathways that are released now; returns the copies that are new.

    The copy stands under ``released`` in the folder of all forms, and is never changed. Nothing is kept
    unless all of them may be: a version is spent once it is released.

    Args:
        shipped: Folder of the forms that ship; the check of a unit's own looks there too.

    Raises:
        NotReleasable: If one, or a form of a step, is a draft, retired, or imported and not reviewed.
        ReleaseFailsCheck: If the check finds something in one of them, its vignettes or its steps' forms.
        KeptCopyDiffers: If a copy of that version is there already, and is not the same.
        FormError: If one cannot be read as a form.
        FormFileUnreadable: If the disk does not give or take one.
    """
    files = list(paths)
    rests_on = sorted({part for path in files for part in _rests_on(path)})
    report = check_forms(rests_on, clock, shipped=shipped)
    if report.findings:
        raise ReleaseFailsCheck(report.findings)
    return [copy for path in files for copy in [_keep(path)] if copy is not None]


def _rests_on(path: Path) -> Iterator[Path]:
    """Yield what has to pass with a form or pathway: its file, its vignettes, the forms of its steps."""
    form = load_any(path)
    _refuse_unready(form, path)
    yield path
    beside = path.with_name(path.name.removesuffix(".yaml") + VIGNETTES)
    if beside.is_file():
        yield beside
    if isinstance(form, Pathway):
        library = FileFormLibrary(root_of(path))
        for canonical in {step.questionnaire for step in form.step if step.questionnaire is not None}:
            with suppress(FormNotFound):  # the check of the pathway says so
                _refuse_unready(library.questionnaire(canonical), path)
        with suppress(FormNotFound):
            yield from library.files(form.canonical)


def _refuse_unready(form: Questionnaire | Pathway, path: Path) -> None:
    why = _why_not(form)
    if why:
        # A step's form is named by its url: the file that was given is the pathway's.
        name = path.name if load_any(path).canonical == form.canonical else form.canonical
        raise NotReleasable(form=short(name), why=why)


def _why_not(form: Questionnaire | Pathway) -> str:
    imported = form.imported if isinstance(form, Questionnaire) else None
    if imported is not None and imported.reviewed is None:
        return gettext(
            "It was imported and nobody has reviewed it. Compare it with its file, then write under "
            '`imported`: reviewed: {by: "Name", date: "YYYY-MM-DD"}'
        )
    if form.status == "draft":
        return gettext('It is a draft. When it has been reviewed, write in it: status: "active".')
    if form.status != "active":
        return gettext("It is retired. Release a newer version that is active.")
    return ""


def _keep(path: Path) -> Path | None:
    form, root = load_any(path), root_of(path)
    name = f"{path.stem}-{form.version}.yaml"
    copy = root / RELEASED / path.resolve().relative_to(root.resolve()).parent / name
    try:
        if copy.exists():
            if read_regular(copy, MAX_BYTES) != form.source_text.encode():
                raise KeptCopyDiffers(form=short(path.name), version=form.version)
            return None
        copy.parent.mkdir(parents=True, exist_ok=True)
        with copy.open("xb") as file:
            file.write(form.source_text.encode())
    except OSError:
        raise FormFileUnreadable(file=short(copy.name)) from None
    return copy
