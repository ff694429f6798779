"""What may be wrong with a form file, and where: file, line, link id, what to do."""

from dataclasses import dataclass

from screening_app.domain.errors import ScreeningAppError
from screening_app.i18n import N_, gettext
from screening_app.questionnaire.rules import RULES

_ECHO_LIMIT = 120


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """One breach of one rule in one file.

    Attributes:
        code: Of the rule, such as ``unknown-link-id``.
        file: Name of the file as the reader knows it.
        line: From 1.
        link_id: The item, step, score or flag that it is about; empty if none.
        params: Names and values for the sentence, cut short: never a whole text.
    """

    code: str
    file: str
    line: int
    link_id: str = ""
    params: tuple[tuple[str, str], ...] = ()

    @property
    def message(self) -> str:
        """Say what is wrong, in the language in use."""
        return gettext(RULES[self.code].message).format(**dict(self.params))

    @property
    def what_to_do(self) -> str:
        """Say what to do, in the language in use."""
        return gettext(RULES[self.code].what_to_do).format(**dict(self.params))

    def __str__(self) -> str:
        place = f"{self.file}:{self.line}"
        named = f"{place}: {self.link_id}" if self.link_id else place
        return f"{named}: {self.message} {self.what_to_do} [{self.code}]"


def short(value: object) -> str:
    """Return a value fit to be named in a sentence: one line, cut short."""
    text = " ".join(str(value).split())
    return text if len(text) <= _ECHO_LIMIT else text[: _ECHO_LIMIT - 1] + "…"


class FormError(ScreeningAppError):
    """A form file breaks a rule.

    Attributes:
        findings: Every breach found, in the file's order; the first is the one described.
    """

    code = "form/mistake"
    user_message = N_("A form file has a mistake. Run: screening-app forms check.")

    def __init__(self, first: Finding, *others: Finding) -> None:
        super().__init__(file=first.file, line=first.line, rule=first.code)
        self.findings = (first, *others)

    @property
    def finding(self) -> Finding:
        """The first breach."""
        return self.findings[0]

    def describe(self) -> str:
        """Return file, line, link id, what is wrong and what to do."""
        return str(self.finding)


class OwnFormDiffers(ScreeningAppError):
    """A unit's own file has the name of a form that ships, and asks or counts otherwise."""

    code = "form/own-differs"
    user_message = N_(
        "The unit's own file for {form} changes what it may not change in a form that ships ({place}: "
        "{what}), so it is not used. Give it a url of its own, or take it away."
    )


class FormNotFound(ScreeningAppError):
    """There is no such form, pathway or pack."""

    code = "form/not-found"
    user_message = N_("There is no form called {name}. See the list with: screening-app forms list.")


class PathwayNotFound(FormNotFound):
    """There is no such pathway; a form of that name may be one step of a pathway."""

    code = "form/pathway-not-found"
    user_message = N_("There is no pathway called {name}. The pathways are: {pathways}.")


class FormFileUnreadable(ScreeningAppError):
    """A form file cannot be read from the disk."""

    code = "form/unreadable"
    user_message = N_("The file {file} cannot be read. Check that it exists and that you may open it.")


class PackEntryNotFound(ScreeningAppError):
    """A country pack lacks what was asked of it."""

    code = "form/pack-entry-not-found"
    user_message = N_("The country pack has nothing called {name}. Correct the name, or add it to the pack.")


class DrawingDamaged(ScreeningAppError):
    """The drawing of the body is missing, or is not the one that this version knows."""

    code = "body/drawing-damaged"
    user_message = N_("The drawing of the body cannot be read. Install the program again.")
