"""A desk to practise at: a few people who do not exist, and something to do about some of them."""

import datetime as dt
from dataclasses import replace

from screening_app.domain.follow_up import FollowUpKind
from screening_app.domain.person import IdentityKind, Person
from screening_app.services.begin import begin_again, pathways_allowed
from screening_app.services.follow_ups import add_follow_up
from screening_app.services.made_up import made_up_people
from screening_app.services.seeding import store_people
from screening_app.services.session import Session

_PEOPLE = 4
_SEED = 7
_NUMBERED = "se"
_SOON = dt.timedelta(days=2)


def fill_practice(session: Session) -> None:
    """Store made-up people, a conversation that was begun, and two follow-ups for Today."""
    people = [_without_number(session, person) for person in made_up_people(session, _PEOPLE, seed=_SEED)]
    store_people(session, people)
    begun, asked_before, referred, _nothing_to_do = people
    pathway = next(choice for choice in pathways_allowed(session) if not choice.unlinked)
    begin_again(session, begun.id, pathway.canonical)
    add_follow_up(session, asked_before.id, FollowUpKind.ASK_AGAIN, session.today())
    add_follow_up(session, referred.id, FollowUpKind.REFERRAL, session.today() + _SOON)


def _without_number(session: Session, person: Person) -> Person:
    """Return the person without the number that nobody in another country has."""
    if session.unit.country == _NUMBERED:
        return person
    return replace(person, identity_kind=IdentityKind.UNKNOWN, identity_number=None)
