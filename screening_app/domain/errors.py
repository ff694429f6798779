"""Everything that may be expected to go wrong, each with its sentence for people.

The sentence says what happened and what to do. Codes and sentences carry no personal data.
Errors of one room stand in that room (``vault/errors.py``, ``questionnaire/errors.py``); they
derive from the classes here, which also decide the exit status of a command.
"""

from typing import ClassVar

from screening_app.i18n import N_, gettext


class ScreeningAppError(Exception):
    """Base of all expected failures.

    ``str(error)`` is the code: stable, safe for logs, free of personal data.
    ``error.describe()`` is for people: translated, with ``params`` filled in.

    Attributes:
        code: ``room/what-happened``.
        user_message: The sentence, an English msgid with named placeholders.
        exit_status: Exit status of a command that fails so: 1 expected, 3 damaged data; a vault that does
            not open has more, so that a script can tell why (4 wrong passphrase, 5 no file of records,
            6 newer version, 7 open elsewhere).
    """

    code: ClassVar[str]
    user_message: ClassVar[str]
    exit_status: ClassVar[int] = 1

    def __init__(self, **params: str | int) -> None:
        super().__init__(self.code)
        self.params = params

    def describe(self) -> str:
        """Return the sentence in the language in use."""
        return gettext(self.user_message).format(**self.params)


class DamagedData(ScreeningAppError):
    """Base of failures that mean stored data is not what was written."""

    exit_status = 3


class AccessDenied(ScreeningAppError):
    """The user may not do this; says nothing about whether the person exists."""

    code = "access/denied"
    user_message = N_("You may not do this with your role. Ask your supervisor.")


class PersonNotFound(ScreeningAppError):
    """No such person, or the user has no case relation: the two look alike on purpose."""

    code = "access/person-not-found"
    user_message = N_("No person matches. Check the number, or ask your supervisor.")


class ConversationNotFound(PersonNotFound):
    """No such conversation, or its person is out of reach: the two look alike on purpose."""

    code = "access/conversation-not-found"
    user_message = N_("No conversation of that id is open to you. Check the id, or ask your supervisor.")


class SearchNotPermitted(ScreeningAppError):
    """The unit's regime does not allow a search on this (L-54, story 9)."""

    code = "search/not-permitted"
    user_message = N_(
        "A search on {field} is not allowed in this unit. "
        "Search on name, personal identity number, coordination number or case number."
    )
