"""How a person may be contacted, in words: the rules first, never a number (W-11)."""

import datetime as dt
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from screening_app.domain.contact import LONGEST, Attempt, OpenedAnyway, Reached, Sending, Stale, Standing
from screening_app.domain.ids import LinkId, ScreeningId
from screening_app.gui.presenters.when import short_day
from screening_app.gui.presenters.wording import (
    answer_in_words,
    day_in_words,
    label_of,
    text_of,
    time_in_words,
)
from screening_app.i18n import N_
from screening_app.i18n import gettext as _
from screening_app.questionnaire.model import Item, Questionnaire
from screening_app.services.contact import Contact
from screening_app.services.contact_card import (
    KIND,
    MAY,
    NEVER,
    REACHED,
    REMINDERS,
    UNTIL,
    ContactCard,
    Line,
    Way,
)
from screening_app.services.contact_guard import may_send

_NOTHING_IN_FORCE: Mapping[Standing, str] = {
    # Translators: sv "Inget är överenskommet. Ta inte kontakt och lämna aldrig meddelande."
    Standing.NEVER_AGREED: N_("Nothing was agreed. Do not get in touch, and never leave a message."),
    Standing.UNFINISHED: N_(
        "An agreement was begun and is not finished. Until it is: do not get in touch, "
        "and never leave a message."
    ),
    Standing.ENDED: N_(
        "The agreement holds no longer. Do not get in touch, and never leave a message. "
        "Agree anew when you meet."
    ),
    Standing.UNREADABLE: N_(
        "A conversation with this person cannot be read, and it may hold a newer agreement. Do not get in "
        "touch, and never leave a message. Have the records checked."
    ),
}


_SIGNS: Mapping[Sending, tuple[str, str]] = {
    Sending.LEFT_MESSAGE: (N_("A neutral message may be left"), N_("Never leave a message")),
    Sending.TEXT_MESSAGE: (N_("Text messages may be sent"), N_("No text messages")),
    Sending.LETTER: (N_("Letters may be sent"), N_("No letters")),
    Sending.E_MAIL: (N_("E-mail may be sent"), N_("No e-mail")),
    Sending.PORTAL: (N_("Digital post may be sent"), N_("No digital post")),
    Sending.REMINDER: (
        N_("Appointment letters and reminders may be sent"),
        N_("No appointment letters and no reminders"),
    ),
}
"""What is allowed and what is not, in words: a tick and a cross alone say nothing to a screen reader."""


@dataclass(frozen=True, slots=True, kw_only=True)
class RuleRow:
    """A question of the agreement and what was answered."""

    label: str
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class SignRow:
    """Whether something may be sent or left."""

    text: str
    allowed: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class WayModel:
    """A way that was agreed on.

    Attributes:
        number: Of the way on the card.
        digit: The key that asks for its number; ``None`` where there is none to show.
        question: Whether it is now within the agreed time.
    """

    number: int
    digit: int | None
    title: str
    rules: tuple[RuleRow, ...]
    question: str


@dataclass(frozen=True, slots=True, kw_only=True)
class EntryRow:
    """An attempt, or a number that was shown outside the agreement."""

    title: str
    detail: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ContactModel:
    """What the page shows.

    Attributes:
        lead: Whose card it is, by case number.
        verdict: Whether the person may be contacted at all, in a few words.
        allowed: Whether they may.
        explained: Why, or since when and until when.
        stale: That it is to be asked about again, and why; empty if it is not.
        signs: What may be sent or left, and what not.
        never: What must never be done, as it was said; it is read even by whoever reads no further.
        rules: The rest.
        unfinished: The conversation in which an agreement was begun.
        until: The day offered as the last one when the person is asked again.
        ways_tried, outcomes: Code and words of what an attempt can be.
        may_leave_message: Whether a neutral message may be noted as left.
        entries: Attempts and exceptions, newest first.
    """

    lead: str
    verdict: str
    allowed: bool
    explained: str
    stale: str
    never: tuple[RuleRow, ...]
    signs: tuple[SignRow, ...]
    rules: tuple[RuleRow, ...]
    ways: tuple[WayModel, ...]
    unfinished: ScreeningId | None
    until: dt.date
    ways_tried: tuple[tuple[str, str], ...]
    outcomes: tuple[tuple[str, str], ...]
    may_leave_message: bool
    entries: tuple[EntryRow, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ContactForms:
    """The forms whose words the page speaks."""

    agreement: Questionnaire
    follow_up: Questionnaire

    @property
    def ways(self) -> tuple[tuple[str, str], ...]:
        """Code and words of the kinds of way."""
        return _options(self.agreement, KIND)

    @property
    def outcomes(self) -> tuple[tuple[str, str], ...]:
        """Code and words of what may come of an attempt."""
        # Translators: what came of an attempt to get in touch; sv "Försökte inte".
        return (*_options(self.follow_up, REACHED), (str(Reached.NOT_TRIED), _("Did not try")))


def contact_model(contact: Contact, forms: ContactForms, today: dt.date) -> ContactModel:
    """Return what the page shows of a person's card."""
    card = contact.card
    return ContactModel(
        # Translators: sv "Ärende {number}."
        lead=_("Case {number}.").format(number=contact.person.case_number),
        verdict=_verdict(card),
        allowed=card.may_contact,
        explained=_explained(contact, today),
        stale=_stale(card, today),
        never=tuple(rule_row(line) for line in card.lines if line.item.link_id == NEVER),
        signs=tuple(_signs(card)),
        rules=tuple(_rules(card)),
        ways=tuple(_ways(card)),
        unfinished=card.screening if card.standing is Standing.UNFINISHED else None,
        until=_offered(card, today),
        ways_tried=forms.ways,
        outcomes=forms.outcomes,
        may_leave_message=may_send(card, Sending.LEFT_MESSAGE),
        entries=tuple(_entries(contact, forms, today)),
    )


def _verdict(card: ContactCard) -> str:
    if card.may_contact:
        # Translators: heading of an agreement; sv "Kontakt bara på de här sätten".
        return _("Contact in these ways only")
    # Translators: heading where nothing is allowed; sv "Ingen kontakt".
    return _("No contact")


def _explained(contact: Contact, today: dt.date) -> str:
    card = contact.card
    if card.standing is not Standing.AGREED:
        return _(_NOTHING_IN_FORCE[card.standing])
    said = _said(contact, today)
    if not card.may_contact:
        # Translators: {said} says when and to whom, a whole sentence.
        return _("The person said no to contact. {said} Never leave a message.").format(said=said)
    if card.valid_until is None:
        return said
    # Translators: {said} says when and to whom, a whole sentence; sv "{said} Gäller till och med {day}."
    return _("{said} Valid until {day}.").format(said=said, day=day_in_words(card.valid_until))


def _said(contact: Contact, today: dt.date) -> str:
    card = contact.card
    if card.confirmed_at is None or card.confirmed_by is None:
        return ""
    day = short_day(card.confirmed_at.astimezone().date(), today)
    name = contact.names.get(card.confirmed_by, "")
    # Translators: when the person last said how to be contacted, and to whom; sv "Sagt {day} till {name}."
    return _("Said on {day} to {name}.").format(day=day, name=name)


def _stale(card: ContactCard, today: dt.date) -> str:
    match card.stale:
        case Stale.EXPIRED:
            return _(
                "The agreement has run out. Ask the person again the first time you talk; "
                "until then only what stands here holds."
            )
        case Stale.OLD:
            days = (today - card.confirmed_at.astimezone().date()).days if card.confirmed_at else LONGEST.days
            return _(
                "The agreement is {days} days old. Ask the person again the first time you talk; "
                "until then only what stands here holds."
            ).format(days=days)
    return ""


def _signs(card: ContactCard) -> Iterator[SignRow]:
    for what, (allowed, refused) in _SIGNS.items():
        may = may_send(card, what)
        yield SignRow(text=_(allowed if may else refused), allowed=may)


def _rules(card: ContactCard) -> Iterator[RuleRow]:
    """Yield what was agreed besides."""
    # What may be done and until when stands above, as it is now and not as it was once said.
    above = {NEVER, MAY, UNTIL, REMINDERS}
    yield from map(rule_row, (line for line in card.lines if line.item.link_id not in above))


def rule_row(line: Line) -> RuleRow:
    """Return a question of the agreement in words."""
    return RuleRow(label=label_of(line.item), text=answer_in_words(line.item, line.answer))


def _ways(card: ContactCard) -> Iterator[WayModel]:
    digit = 0
    for way in card.ways:
        digit += 1 if way.has_address else 0
        yield WayModel(
            number=way.number,
            digit=digit if way.has_address else None,
            title=_title(way),
            rules=tuple(rule_row(line) for line in way.lines if line.item.link_id != KIND),
            question=_question(way),
        )


def _title(way: Way) -> str:
    kind = next((line for line in way.lines if line.item.link_id == KIND), None)
    return answer_in_words(kind.item, kind.answer) if kind else way.kind


def _question(way: Way) -> str:
    if not way.hours:
        # Translators: sv "Är det nu inom den tid som är överenskommen?"
        return _("Is it now within the time that was agreed?")
    # Translators: {hours} is what was agreed, as written, such as "weekdays 9–11".
    return _("Is it now within the time that was agreed: {hours}?").format(hours=way.hours.rstrip("."))


def _offered(card: ContactCard, today: dt.date) -> dt.date:
    """Return the last day as it stands if it lies ahead, else as late as can be."""
    latest = today + LONGEST
    return card.valid_until if card.valid_until and today <= card.valid_until <= latest else latest


def _entries(contact: Contact, forms: ContactForms, today: dt.date) -> Iterator[EntryRow]:
    everything: Sequence[Attempt | OpenedAnyway] = [*contact.attempts, *contact.opened]
    for entry in sorted(everything, key=lambda one: one.at, reverse=True):
        by = contact.names.get(entry.by, "")
        if isinstance(entry, Attempt):
            yield attempt_row(entry, forms, by, today)
        else:
            # Translators: a number was shown although it lay outside the agreement.
            what = _("{way}: number shown outside the agreement").format(way=_way(entry.way, forms))
            yield _row(entry.at, what, entry.reason, by, today)


def attempt_row(attempt: Attempt, forms: ContactForms, by: str, today: dt.date) -> EntryRow:
    """Return an attempt in words; other pages tell it in the same.

    Args:
        by: Name of whoever tried.
    """
    outcome = dict(forms.outcomes).get(str(attempt.reached), str(attempt.reached))
    what = outcome
    if attempt.way is not None:
        # Translators: a way of contact and what came of it, such as "Phone call: No".
        what = _("{way}: {outcome}").format(way=_way(attempt.way, forms), outcome=outcome)
    # Translators: sv "Ett neutralt meddelande lämnades."
    left = _("A neutral message was left.") if attempt.left_message else ""
    return _row(attempt.at, what, " ".join(filter(None, (left, attempt.note))), by, today)


def _row(at: dt.datetime, what: str, note: str, by: str, today: dt.date) -> EntryRow:
    day = short_day(at.astimezone().date(), today)
    return EntryRow(
        # Translators: a day, a time and what happened, such as "3 March 14:32, Phone call: No".
        title=_("{day} {time}, {what}").format(day=day, time=time_in_words(at), what=what),
        # Translators: who noted it; sv "Antecknat av {name}."
        detail=" ".join(filter(None, (note, _("Noted by {name}.").format(name=by) if by else ""))),
    )


def _way(code: str, forms: ContactForms) -> str:
    return dict(forms.ways).get(code, code)


def _options(form: Questionnaire, link_id: LinkId) -> tuple[tuple[str, str], ...]:
    item: Item | None = next((item for item, _around in form.walk() if item.link_id == link_id), None)
    return tuple((option.code, text_of(option.display)) for option in item.answer_option) if item else ()
