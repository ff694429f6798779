"""The steps of set-up in words: headings, fields, and what may be chosen."""

from collections.abc import Callable
from dataclasses import dataclass
from enum import Enum

from screening_app.domain.access import Regime, Role
from screening_app.i18n import gettext as _

_LONGEST = 120


class FieldKind(Enum):
    """How a field is filled in."""

    TEXT = "text"
    FOLDER = "folder"
    FILE = "file"
    SECRET = "secret"  # noqa: S105 (a kind of field)
    CHOICE = "choice"
    OPTIONS = "options"


@dataclass(frozen=True, slots=True, kw_only=True)
class Choice:
    """One of several; ``second`` explains it in a line."""

    code: str
    text: str
    second: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class FieldWords:
    """A field of a step.

    Attributes:
        optional: Whether it may stay empty.
    """

    code: str
    label: str
    kind: FieldKind = FieldKind.TEXT
    hint: str = ""
    choices: tuple[Choice, ...] = ()
    optional: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class StepWords:
    """A step.

    Attributes:
        rail: Its name on the rail.
        notice: What has to be said plainly, in a banner; empty for most.
        forward: What the filled button says.
    """

    rail: str
    heading: str
    lead: str
    fields: tuple[FieldWords, ...] = ()
    notice_title: str = ""
    notice: str = ""
    forward: str = ""


def step_words(step: str, has_guide: Callable[[Regime], bool]) -> StepWords:
    """Return a step in the language in use."""
    match step:
        case "place":
            return _place()
        case "unit":
            return _unit(has_guide)
        case "first-user":
            # Translators: sv "Första användaren", "Andra nyckelhållaren".
            return _user(
                _("First user"),
                _("First user"),
                _("This person unlocks with a passphrase of their own. Nobody can read or reset it."),
            )
        case "second-user":
            return _user(
                _("Second key holder"),
                _("Second key holder"),
                _("If one forgets the passphrase, the other can still open. Let them write it themselves."),
                # Translators: sv "Skapa".
                forward=_("Create"),
            )
        case "sheets":
            return _sheets()
    return _rehearsal()


def field_problem(field: FieldWords, value: str) -> str:
    """Return what is wrong with what stands in a field, seen alone; empty if nothing is."""
    if not value.strip() and field.optional:
        return ""
    if not value.strip():
        return _("Choose one.") if field.choices else _("Write something here.")
    if field.kind is FieldKind.TEXT and len(value) > _LONGEST:
        return _("That is too long. Write at most {count} characters.").format(count=_LONGEST)
    return ""


def _place() -> StepWords:
    return StepWords(
        rail=_("Place"),
        heading=_("Where are the records kept?"),
        lead=_(
            "On this computer only, encrypted. Not on a network, and not in a folder that is synchronised."
        ),
        fields=(
            FieldWords(
                code="folder",
                label=_("Folder"),
                kind=FieldKind.FOLDER,
                hint=_("The folder proposed here suits most. It is made if it does not exist."),
            ),
        ),
        forward=_("Continue"),
    )


def _unit(has_guide: Callable[[Regime], bool]) -> StepWords:
    return StepWords(
        rail=_("Unit"),
        heading=_("Which unit is it?"),
        lead=_("Printed on documents. The kind of unit decides which rules of secrecy hold."),
        fields=(
            FieldWords(code="authority", label=_("Authority or provider")),
            FieldWords(code="unit", label=_("Unit")),
            FieldWords(code="phone", label=_("Telephone")),
            FieldWords(
                code="country",
                label=_("Country"),
                kind=FieldKind.CHOICE,
                choices=(Choice(code="se", text=_("Sweden")),),
            ),
            FieldWords(
                code="regime",
                label=_("Kind of unit"),
                kind=FieldKind.OPTIONS,
                choices=tuple(_with_guide(choice, has_guide) for choice in unit_kinds()),
            ),
        ),
        forward=_("Continue"),
    )


def unit_kinds() -> tuple[Choice, ...]:
    """Return every kind of unit in words."""
    return (
        Choice(
            code=str(Regime.HSL_PUBLIC),
            text=_("Health care, public"),
            second=_("A region or a municipality gives the care."),
        ),
        Choice(
            code=str(Regime.HSL_PRIVATE),
            text=_("Health care, private"),
            second=_("A company or a foundation gives the care."),
        ),
        Choice(
            code=str(Regime.SOC_MUNICIPAL),
            text=_("Social services, municipal"),
            second=_("The municipality's own social services."),
        ),
        Choice(
            code=str(Regime.SOC_PRIVATE),
            text=_("Social services, private"),
            second=_("A company or an association, for the municipality."),
        ),
        Choice(
            code=str(Regime.INTL),
            text=_("Another kind of unit"),
            second=_("None of the rules of secrecy above hold here."),
        ),
    )


def _with_guide(choice: Choice, has_guide: Callable[[Regime], bool]) -> Choice:
    if has_guide(Regime(choice.code)):
        return choice
    # Translators: {what} is a whole sentence that explains the kind of unit.
    second = _("{what} No conversation guide ships for it yet.").format(what=choice.second)
    return Choice(code=choice.code, text=choice.text, second=second)


def new_key_fields() -> tuple[FieldWords, ...]:
    """Return what is asked of somebody who gets a key, but for the role."""
    return tuple(field for field in _user("", "", "").fields if field.code != "role")


def colleague_fields() -> tuple[FieldWords, ...]:
    """Return what is asked of a colleague who gets a key."""
    return _user("", "", "").fields


def passphrase_fields() -> tuple[FieldWords, ...]:
    """Return the two fields for a new passphrase."""
    return tuple(field for field in _user("", "", "").fields if field.kind is FieldKind.SECRET)


def role_text(role: Role) -> str:
    """Return what a role is called, without what it does."""
    return next(choice.text for choice in _roles() if choice.code == role).partition(":")[0]


def _user(rail: str, heading: str, lead: str, *, forward: str = "") -> StepWords:
    return StepWords(
        rail=rail,
        heading=heading,
        lead=lead,
        fields=(
            FieldWords(code="name", label=_("Name"), hint=_("Printed as the preparer of documents.")),
            FieldWords(code="login", label=_("User name"), hint=_("Written at the lock screen.")),
            FieldWords(code="role", label=_("Role"), kind=FieldKind.CHOICE, choices=_roles()),
            FieldWords(
                code="passphrase",
                label=_("Passphrase"),
                kind=FieldKind.SECRET,
                hint=_("At least 12 characters, or five words that do not belong together."),
            ),
            FieldWords(code="passphrase-again", label=_("Passphrase once more"), kind=FieldKind.SECRET),
        ),
        forward=forward or _("Continue"),
    )


def _roles() -> tuple[Choice, ...]:
    return (
        Choice(code=str(Role.STAFF), text=_("Staff: holds conversations")),
        Choice(code=str(Role.SUPERVISOR), text=_("Supervisor: also reviews and approves")),
        Choice(code=str(Role.METHOD_LEAD), text=_("Method lead: keeps forms and routine")),
        Choice(code=str(Role.ADMINISTRATOR), text=_("Administrator: users and backups, no persons")),
        Choice(code=str(Role.COORDINATOR), text=_("Coordinator: statistics only")),
    )


def _sheets() -> StepWords:
    return StepWords(
        # Translators: sv "Skriv ut tre blad", "Tre blad för den dag då ingen minns".
        rail=_("Print three sheets"),
        heading=_("Three sheets for the day nobody remembers"),
        lead=_(
            "The records are made. Any two of three sheets open them when every passphrase is forgotten. "
            "Give them to three people, or lock them in at three places."
        ),
        forward=_("Continue"),
    )


def _rehearsal() -> StepWords:
    return StepWords(
        # Translators: sv "Prova återställningen", "Prova återställningen nu".
        rail=_("Try the recovery"),
        heading=_("Try the recovery now"),
        lead=_(
            "Copy two of the three sheets. So you know that they can be read, and that nobody is locked out "
            "when a passphrase is forgotten."
        ),
        # Translators: sv "Prova och gå till upplåsning".
        forward=_("Try, then unlock"),
    )
