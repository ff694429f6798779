"""Many made-up people, put into a vault as ``screening-app seed`` does."""

from screening_app.domain.person import Person
from screening_app.services.made_up import made_up_people
from screening_app.services.seeding import store_people
from screening_app.services.session import Session

_SEED = 7


def seed(session: Session, count: int) -> list[Person]:
    """Store that many, and return them."""
    people = list(made_up_people(session, count, seed=_SEED))
    store_people(session, people)
    return people
