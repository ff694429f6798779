"""The compose page in words: from what can be chosen and what is, to what the page shows."""

import datetime as dt
from dataclasses import dataclass

from screening_app.domain.records import Consent
from screening_app.gui.presenters.compose_models import (
    BasisRow,
    ComposeModel,
    ConsentRow,
    LeftOutRow,
    LocationRow,
    WritingRow,
)
from screening_app.gui.presenters.wording import day_in_words, text_of
from screening_app.i18n import LANGUAGES, N_, gettext, ngettext
from screening_app.i18n import gettext as _
from screening_app.questionnaire.model import ContentClass
from screening_app.questionnaire.pack_legal import BasisCode
from screening_app.services.compose import Answered, Choices
from screening_app.services.referral_order import CONSENT, IDENTITY, Order
from screening_app.services.referral_written import OWN_WORDS, fields_to_write

_KEYS = 9
_TYPED = {
    # Translators: where something was typed; sv "Mottagare".
    "recipient": N_("Recipient"),
    # Translators: where something was typed; sv "Diarienummer".
    "registration-number": N_("Registration number"),
    # Translators: where something was typed; sv "Samtycke".
    "consent": N_("Consent"),
}
_LANGUAGES = {
    # Translators: a language in its own name; do not translate.
    "sv": N_("Svenska"),
    # Translators: a language in its own name; do not translate.
    "en": N_("English"),
}
_HOW = {
    # Translators: how a consent was given; sv "Muntligt".
    "spoken": N_("Spoken"),
    # Translators: how a consent was given; sv "Skriftligt".
    "written": N_("In writing"),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Chosen:
    """What the user has chosen so far.

    Attributes:
        ticked: Conditions of the basis that are met, by their place.
        today: The day on which consents must hold.
        has_paper: Whether the paper is shown.
        is_blocked: Whether the paper cannot be set as it stands; a message says why.
    """

    order: Order
    ticked: frozenset[int]
    today: dt.date
    has_paper: bool = False
    is_blocked: bool = False


def compose_model(choices: Choices, chosen: Chosen) -> ComposeModel:
    """Return the page as it stands."""
    order = chosen.order
    by_consent = order.basis == CONSENT
    included = [one for one in choices.locations if one.address in order.opened]
    missing = what_is_left(choices, chosen)
    return ComposeModel(
        heading=text_of(choices.kind.title),
        kinds=tuple((one.kind, text_of(one.title)) for one in choices.kinds if len(choices.kinds) > 1),
        kind=choices.kind.kind,
        children=_children(choices),
        child=choices.child or 0,
        recipient=order.recipient,
        bases=tuple(
            _basis(number, basis, choices, chosen) for number, basis in enumerate(choices.bases, start=1)
        ),
        ticked=chosen.ticked,
        consents=tuple(_consent(one, chosen) for one in choices.consents) if by_consent else (),
        asks_consent=by_consent,
        no_basis="" if choices.bases else _no_basis(),
        readers=_readers(choices, order),
        locations_title=_locations_title(choices),
        locations=tuple(_location(one, order) for one in choices.locations),
        count=_count(len(included), len(choices.locations)),
        left_out=_left_out(choices),
        left_out_items=tuple(place_in_words(choices, one.address) for one in choices.left_out),
        writing=tuple(
            WritingRow(field=field.id, label=text_of(field.label), text=order.own_words.get(field.id, ""))
            for field in fields_to_write(choices.kind, order.left_out)
        ),
        taken_out=tuple(
            LeftOutRow(address=address, text=place_in_words(choices, address)) for address in order.left_out
        ),
        language=order.language or choices.language,
        # Translators: what is missing before printing; sv "Återstår: {items}".
        missing=_("Left: {items}").format(items=_listed(missing)) if missing else _blocked(chosen),
        waiting=_waiting(choices, chosen),
    )


def _children(choices: Choices) -> tuple[tuple[int, str], ...]:
    """Return the children to choose from; which one it is about is seen even where there is one only."""
    return tuple((one.number, text_of(one.name)) for one in choices.children)


def languages() -> tuple[tuple[str, str], ...]:
    """Return the languages that a paper can have: code, and name in the language itself."""
    return tuple((code, gettext(_LANGUAGES[code])) for code in LANGUAGES)


def can_preview(choices: Choices, chosen: Chosen) -> bool:
    """Tell whether there is enough to set the paper; conditions may still be open."""
    return not _open_choices(choices, chosen)


def what_is_left(choices: Choices, chosen: Chosen) -> list[str]:
    """Return what must be done before anything can leave, in a few words each."""
    left = _open_choices(choices, chosen)
    basis = basis_of(choices, chosen.order)
    if basis is not None and basis.code != CONSENT:
        # Translators: one of several that are left; sv "ett villkor" / "{count} villkor".
        open_ones = len(basis.condition) - len(chosen.ticked)
        if open_ones:
            left.append(
                ngettext("{count} condition", "{count} conditions", open_ones).format(count=open_ones)
            )
    return left


def basis_of(choices: Choices, order: Order) -> BasisCode | None:
    """Return the legal basis chosen."""
    return next((basis for basis in choices.bases if basis.code == order.basis), None)


def place_in_words(choices: Choices | None, address: str) -> str:
    """Return where a text stands: step and question, or the field in which it was typed.

    It is the address itself where nothing else is known.
    """
    if address in _TYPED:
        return gettext(_TYPED[address])
    if choices is None:
        return address
    for _section, field in choices.kind.fields():
        if address == f"{OWN_WORDS}{field.id}":
            return text_of(field.label)
    found = choices.place(address)
    if found is None:
        return address
    # Translators: where an answer stands: the step of the conversation, then the question.
    return _("{step}: {question}").format(step=text_of(found.step), question=text_of(found.label))


def _no_basis() -> str:
    # Translators: in place of the legal bases; sv "Ingen rättslig grund är prövad för en enhet som er. …"
    return _(
        "No legal basis has been examined for a unit of your kind. "
        "The document cannot be made here until somebody who knows the law has done so."
    )


def _locations_title(choices: Choices) -> str:
    if set(choices.kind.opened_class) <= {ContentClass.LOCATION} and choices.kind.annex is None:
        # Translators: sv "Platsuppgifter".
        return _("Places")
    # Translators: above items that are given only if they are chosen; sv "Lämnas bara om du väljer det".
    return _("Given only if you choose it")


def _open_choices(choices: Choices, chosen: Chosen) -> list[str]:
    order, left = chosen.order, list[str]()
    if choices.children and choices.child is None:
        # Translators: what is left; sv "vilket barn".
        left.append(_("which child"))
    if not order.recipient.strip():
        # Translators: what is left; sv "mottagare".
        left.append(_("recipient"))
    if not order.basis:
        # Translators: what is left; sv "rättslig grund".
        left.append(_("legal basis"))
    elif order.basis == CONSENT and order.recipient.strip() and not _covering(choices, chosen):
        # Translators: what is left; sv "samtycke för mottagaren".
        left.append(_("consent for this recipient"))
    return left


def _covering(choices: Choices, chosen: Chosen) -> Consent | None:
    """Return the consent that the paper would rest on: the newest that holds, as the decision takes it."""
    recipient = chosen.order.recipient.strip()
    return next((one for one in choices.consents if one.covers(recipient, chosen.today)), None)


def _basis(number: int, basis: BasisCode, choices: Choices, chosen: Chosen) -> BasisRow:
    by_consent = basis.code == CONSENT
    return BasisRow(
        code=basis.code,
        digit=number if number <= _KEYS else None,
        text=text_of(basis.text),
        second=_consent_line(choices, chosen) if by_consent else text_of(basis.recipient),
        chosen=basis.code == chosen.order.basis,
        conditions=() if by_consent else tuple(text_of(one) for one in basis.condition),
    )


def _consent_line(choices: Choices, chosen: Chosen) -> str:
    consent = _covering(choices, chosen)
    if consent is not None:
        return _terms(consent)
    if choices.consents:
        # Translators: under the legal basis Consent; sv "Inget samtycke för den här mottagaren."
        return _("No consent for this recipient.")
    # Translators: under the legal basis Consent; sv "Inget samtycke är antecknat."
    return _("No consent is recorded.")


def _terms(consent: Consent) -> str:
    how = gettext(_HOW.get(consent.how, consent.how))
    day = day_in_words(consent.given_on)
    if consent.valid_until is None:
        # Translators: a consent: how it was given and when; sv "Muntligt {day}."
        return _("{how} {day}.").format(how=how, day=day)
    until = day_in_words(consent.valid_until)
    # Translators: a consent: how, when, and until when; sv "Muntligt {day}. Gäller till {until}."
    return _("{how} {day}. Valid until {until}.").format(how=how, day=day, until=until)


def _consent(consent: Consent, chosen: Chosen) -> ConsentRow:
    covers = consent.covers(chosen.order.recipient.strip(), chosen.today)
    # Translators: what a consent covers, in the person's words, and its terms.
    second = _("{scope} {terms}").format(scope=_ended(consent.scope), terms=_terms(consent))
    return ConsentRow(id=consent.id, text=consent.recipient, second=second, chosen=covers)


def _readers(choices: Choices, order: Order) -> str:
    # Translators: stands for a recipient that is not named yet; sv "Mottagaren".
    recipient = order.recipient.strip() or _("The recipient")
    return text_of(choices.kind.sentence("readers")).format(recipient=recipient)


def _location(one: Answered, order: Order) -> LocationRow:
    if one.address == IDENTITY:
        # Translators: switch that names a person with protected data; sv "Namn och personnummer".
        text = _("Name and identity number")
        # Translators: sv "Personen har skyddade uppgifter. Annars står bara ärendets nummer."
        second = _("The person's data are protected. Otherwise only the case number stands there.")
    else:
        text, second = text_of(one.label), text_of(one.step)
    return LocationRow(address=one.address, text=text, second=second, included=one.address in order.opened)


def _count(included: int, offered: int) -> str:
    if not offered:
        return ""
    # Translators: how many location items the paper takes with it; sv "{included} av {offered} tas med".
    return _("{included} of {offered} included").format(included=included, offered=offered)


def _left_out(choices: Choices) -> str:
    dangerous = [one for one in choices.left_out if one.content_class is ContentClass.DANGER_IF_DISCLOSED]
    others = len(choices.left_out) - len(dangerous)
    sentences = []
    if dangerous:
        count = len(dangerous)
        # Translators: sv "{count} uppgifter utelämnas: farliga om de sprids."
        sentences.append(
            ngettext(
                "{count} answer is left out: dangerous if it spreads.",
                "{count} answers are left out: dangerous if they spread.",
                count,
            ).format(count=count)
        )
    if others:
        # Translators: sv "{count} andra uppgifter har ingen plats i handlingen."
        sentences.append(
            ngettext(
                "{count} other answer has no place in this document.",
                "{count} other answers have no place in this document.",
                others,
            ).format(count=others)
        )
    return " ".join(sentences)


def _waiting(choices: Choices, chosen: Chosen) -> str:
    if chosen.has_paper:
        return ""
    if chosen.is_blocked:
        return _blocked(chosen)
    if can_preview(choices, chosen):
        # Translators: in place of the paper, for a moment; sv "Sidan sätts."
        return _("The page is being set.")
    # Translators: in place of the paper; sv "Sidan visas här när mottagare och rättslig grund är valda."
    return _("The page shows here when recipient and legal basis are chosen.")


def _blocked(chosen: Chosen) -> str:
    # Translators: in place of the paper; sv "Sidan kan inte visas. Se ovanför."
    return _("The page cannot be shown. See the message.") if chosen.is_blocked else ""


def _listed(items: list[str]) -> str:
    if len(items) == 1:
        return items[0]
    # Translators: the last two of a list; sv "{first} och {last}".
    return _("{first} and {last}").format(first=", ".join(items[:-1]), last=items[-1])


def _ended(text: str) -> str:
    return text if text.endswith((".", "!", "?")) else f"{text}."
