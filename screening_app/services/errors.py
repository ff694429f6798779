"""What may go wrong in a use case, each with its sentence."""

from collections.abc import Mapping

from screening_app.domain.access import Role
from screening_app.domain.errors import AccessDenied, DamagedData, ScreeningAppError
from screening_app.i18n import N_, gettext

_ROLES: Mapping[Role, str] = {
    Role.STAFF: N_("staff"),
    Role.SUPERVISOR: N_("supervisor"),
    Role.METHOD_LEAD: N_("method lead"),
    Role.ADMINISTRATOR: N_("administrator"),
    Role.COORDINATOR: N_("coordinator"),
}


class GateClosed(ScreeningAppError):
    """The step may not be reached while its gate refuses (promise 1)."""

    code = "conversation/gate-closed"
    user_message = N_(
        "This cannot be asked now: {step} does not allow it yet. "
        "Go back there, or record that the question was not asked."
    )


class StepClosed(ScreeningAppError):
    """The step is not part of this conversation as it stands."""

    code = "conversation/step-closed"
    user_message = N_("The step {step} is not part of this conversation as it stands.")


class UnknownStep(ScreeningAppError):
    """The pathway has no such step."""

    code = "conversation/unknown-step"
    user_message = N_("The pathway has no step named {step}. Check the spelling.")


class UnknownQuestion(ScreeningAppError):
    """The form has no such question."""

    code = "conversation/unknown-question"
    user_message = N_("{where} is not a question of this form. Check the spelling.")


class ChangeRefused(ScreeningAppError):
    """An answer that the form does not allow; nothing was stored."""

    code = "conversation/change-refused"
    user_message = N_("{where}: this answer is not possible here ({issue}).")


class ConversationClosed(ScreeningAppError):
    """The run is finished and read-only."""

    code = "conversation/closed"
    user_message = N_("This conversation is finished and cannot be changed. Start a new one.")


class ConversationUnfinished(ScreeningAppError):
    """Closing was refused; ``missing`` says in the user's language what is missing."""

    code = "conversation/unfinished"
    user_message = N_("The conversation cannot be closed yet. {missing}")


class PermissionMissing(ScreeningAppError):
    """An adapted instrument whose owner must permit, without a recorded permission."""

    code = "forms/permission-missing"
    user_message = N_(
        "The form {form} may not be used for a person until a method lead has recorded who permitted it."
    )


class PermissionNotNeeded(ScreeningAppError):
    """A permission for a form that anybody may use."""

    code = "forms/permission-not-needed"
    user_message = N_("The form {form} may be used without a permission. Nothing was recorded.")


class NothingPermitted(ScreeningAppError):
    """A permission to withdraw that nobody has recorded."""

    code = "forms/nothing-permitted"
    user_message = N_("No permission is recorded for {form}. Nothing was changed.")


class PermissionIncomplete(ScreeningAppError):
    """A permission of which something is not said."""

    code = "forms/permission-incomplete"
    user_message = N_(
        "A permission says who gave it, on which day up to today, and where it is kept, "
        "each in at most 200 characters."
    )


class FormNotInUse(ScreeningAppError):
    """A draft or retired form or pathway."""

    code = "forms/not-in-use"
    user_message = N_("The form {form} is not in use. Choose an active version.")


class RoleDenied(AccessDenied):
    """Others than the user do this.

    Attributes:
        allowed: The roles that may.
    """

    code = "access/role"
    user_message = N_("Your role may not do this; it is for: {roles}. Ask one of them.")

    def __init__(self, *allowed: Role) -> None:
        super().__init__()
        self.allowed = allowed

    def describe(self) -> str:
        """Return the sentence with the roles."""
        roles = ", ".join(gettext(_ROLES[role]) for role in self.allowed)
        return gettext(self.user_message).format(roles=roles)


class FormFailsCheck(ScreeningAppError):
    """A form or pathway in which ``forms check`` finds something."""

    code = "forms/fails-check"
    user_message = N_(
        "The form {form} does not pass the check of forms, so it cannot be used for a person. "
        "Show this to your method lead: {finding}"
    )


class FormChanged(ScreeningAppError):
    """A form's file is no longer what the application read and checked."""

    code = "forms/changed"
    user_message = N_(
        "The form {form} has changed on the disk since it was read. Lock the application and unlock it."
    )


class NotOneForm(ScreeningAppError):
    """A form was to be compared with a pathway."""

    code = "forms/not-one-form"
    user_message = N_(
        "{old} and {new} are not two versions of the same kind. Name two forms or two pathways."
    )


class WrongRegime(ScreeningAppError):
    """A pathway of another secrecy regime than the unit's (L-01)."""

    code = "forms/wrong-regime"
    user_message = N_("The pathway {pathway} is not for this kind of unit.")


class WrongCountry(ScreeningAppError):
    """A pathway of another country than the unit's."""

    code = "forms/wrong-country"
    user_message = N_("The pathway {pathway} is for units in another country.")


class NothingNewer(ScreeningAppError):
    """A draft stands in the newest version already."""

    code = "move/nothing-newer"
    user_message = N_("This conversation stands in the newest version of its forms already. Go on with it.")


class MoveRefused(ScreeningAppError):
    """Moving a draft would make something that was told count no more."""

    code = "move/refused"
    user_message = N_(
        "The conversation stays in the version that it was begun with, because in the newer one this would "
        "no longer count: {lost} Finish it as it is."
    )


class MoveOutdated(ScreeningAppError):
    """Something was written after the preview."""

    code = "move/outdated"
    user_message = N_("Something has changed since the preview. Look at it again before you move.")


class NotYourDraft(ScreeningAppError):
    """A draft is moved by whoever holds the conversation."""

    code = "move/not-yours"
    user_message = N_("Only the one who holds the conversation can move it to a newer version.")


class BasisNotAllowed(ScreeningAppError):
    """The legal basis does not carry this document in this regime (L-31)."""

    code = "document/basis-not-allowed"
    user_message = N_(
        "{basis} is not a legal basis for this document in this unit. Choose one of: {allowed}."
    )


class ConditionsOpen(ScreeningAppError):
    """The conditions of a legal basis have not been assessed (L-31)."""

    code = "document/conditions-open"
    user_message = N_("Assess the conditions of {basis} first, and say that each is met: {conditions}.")


class ConsentMissing(ScreeningAppError):
    """Consent is the basis and none is recorded for this recipient and day (L-32)."""

    code = "document/consent-missing"
    user_message = N_(
        "No consent is recorded for {recipient} that is valid today. Record it, or choose another basis."
    )


class ConsentContradicted(ScreeningAppError):
    """The conversation says no to what the consent of the same day says yes to."""

    code = "document/consent-contradicted"
    user_message = N_(
        "In the conversation the person did not agree that anything is passed on. "
        "Ask again and record a new consent another day, or choose another basis."
    )


class RecipientMissing(ScreeningAppError):
    """One document, one recipient, and it must be named."""

    code = "document/recipient-missing"
    user_message = N_("Name the one who receives the document.")


class UnknownDocument(ScreeningAppError):
    """There is no document of that kind."""

    code = "document/unknown-kind"
    user_message = N_("There is no document of the kind {kind}. Choose one of: {kinds}.")


class LocationNotOffered(ScreeningAppError):
    """Something was opened that is no location item of this document."""

    code = "document/location-not-offered"
    user_message = N_("{item} is not a location item that can be opened here. The items are: {items}.")


class ProtectedWordInText(ScreeningAppError):
    """What this document may not carry recurs word for word in a text that would stand in it."""

    code = "document/protected-word"
    user_message = N_(
        "The text at {where} repeats word for word what this document may not carry, such as a way of "
        "contact or a place. Leave that text out of this document, or write it in other words."
    )


class ConversationNotClosed(ScreeningAppError):
    """A document is made from a finished conversation only."""

    code = "document/conversation-open"
    user_message = N_("The conversation is not closed yet. Close it first, then make the document.")


class NotAMark(ScreeningAppError):
    """A place on the body was given to something that is no mark."""

    code = "marks/not-a-mark"
    user_message = N_("This is not a mark on the body. Go back to the page with the body map.")


class RegionRestricted(AccessDenied):
    """Only roles that the unit has named may mark this part of the body (W-8)."""

    code = "marks/restricted"
    user_message = N_(
        "Only roles that the unit has named mark this part of the body. "
        "Ask a colleague who may, or a method lead to name your role."
    )


class PhotographsDeclined(ScreeningAppError):
    """There is no consent to pictures."""

    code = "photographs/declined"
    user_message = N_("Pictures are kept only with consent. Ask for it first, and write the answer down.")


class PhotographHere(ScreeningAppError):
    """The same picture is kept with the conversation already."""

    code = "photographs/here-already"
    user_message = N_("This picture is kept with the conversation already. Choose another one.")


class TooManyPhotographs(ScreeningAppError):
    """The pictures of a conversation are larger than it may hold."""

    code = "photographs/too-many"
    user_message = N_(
        "The pictures of one conversation may take {limit} MB together. "
        "Take one away first, or leave this one out."
    )


class PhotographMissing(DamagedData):
    """A picture that an answer names is not in the vault, or is another one."""

    code = "photographs/missing"
    user_message = N_(
        "A picture is not in the vault as it was kept. Tell your administrator; a backup may have it."
    )


class BrokenSetting(DamagedData):
    """A setting of the vault cannot be read."""

    code = "vault/broken-setting"
    user_message = N_(
        "A stored setting cannot be read. Do not go on with it; keep the vault as it is and restore a backup."
    )


class BrokenResponse(DamagedData):
    """A completed response is not what its author signed."""

    code = "record/broken-response"
    user_message = N_(
        "The stored answers are not the ones that were signed. Nothing was made from them. "
        "Run the vault check and tell your administrator."
    )


class BrokenForm(DamagedData):
    """A stored form is not the one that answers were taken with."""

    code = "record/broken-form"
    user_message = N_(
        "The stored form {form} is damaged, so its answers cannot be shown as they were asked. "
        "Run the vault check and tell your administrator."
    )


class BrokenNote(DamagedData):
    """A note beside a person's conversations cannot be read."""

    code = "record/broken-note"
    user_message = N_(
        "A stored note of this person cannot be read. Run the vault check and tell your administrator."
    )


class ScriptRefused(ScreeningAppError):
    """An answers file with a mistake; nothing was stored."""

    code = "script/refused"
    user_message = N_("{file}: {where}: {problem} Nothing was stored.")


class NumberMissing(ScreeningAppError):
    """No identity number was written, although its kind carries one."""

    code = "identity/number-missing"
    user_message = N_("Write the number, or choose that it is unknown.")


class NumberUnreadable(ScreeningAppError):
    """What was written has not the form of such a number."""

    code = "identity/number-unreadable"
    user_message = N_(
        "The number is not written as such a number is. Read it once more, or choose another kind."
    )


class NumberWithoutDate(ScreeningAppError):
    """The first digits of the number make no date that a living person can have."""

    code = "identity/number-without-date"
    user_message = N_("The number does not begin with a date. Read it once more, or choose another kind.")


class CheckDigitDiffers(ScreeningAppError):
    """The check digit is not the one that the other digits give: a warning, never a stop (L-74)."""

    code = "identity/check-digit-differs"
    user_message = N_("The check digit does not match. Read the number once more.")
