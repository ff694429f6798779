"""What may go wrong in the engine: a definition that cannot run, an answer that is not possible."""

from screening_app.domain.errors import ScreeningAppError
from screening_app.i18n import N_


class FormCannotRun(ScreeningAppError):
    """A form or pathway breaks a rule without which no answer can be evaluated.

    The loader reports the same with file and line; this is the last line of defence.
    """

    code = "form/cannot-run"
    user_message = N_(
        "{form} cannot be used: {where} breaks the rule {rule}. Run: screening-app forms check."
    )


class AnswerRefused(ScreeningAppError):
    """A value cannot be an answer to the item."""

    code = "answer/refused"
    user_message = N_("{link_id} does not take this answer ({issue}). Allowed: {allowed}.")
