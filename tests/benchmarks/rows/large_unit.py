"""A unit after many years: 10 000 people and 100 000 conversations, and the same things done at the desk."""

from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory

from screening_app.domain.answers import Answer, AnswerKey
from screening_app.domain.ids import LinkId, PersonId, StepId
from screening_app.domain.person import PersonField, SearchQuery
from screening_app.services.begin import begin_again
from screening_app.services.conversation import give_answer
from screening_app.services.follow_ups import follow_ups_of
from screening_app.services.happenings import happenings_of
from screening_app.services.made_up import made_up_people
from screening_app.services.people import search_persons
from screening_app.services.person_file import open_file
from screening_app.services.script_file import read_script
from screening_app.services.seeding import SeedPlan, mark_made_up, seed_vault
from screening_app.services.session import Session
from screening_app.services.today import desk_today
from tests.benchmarks.figures import Figure, Scale, Watch, drawn, watch
from tests.benchmarks.office import make_office
from tests.e2e.desk import DEMO

_TYPED = 4
_OFTEN = {"no": 85, "not-asked": 10, "yes": 5}
_PATHWAY = "pathway-health"
_PREPARE, _MODE = StepId("w2-safe-check"), AnswerKey(LinkId("mode"))


def measure(scale: Scale) -> Iterator[Figure]:
    """Give a row each for Today, a search, a person and an answer."""
    plan = SeedPlan(people=scale.times(10_000, 20), conversations=scale.times(100_000, 60), seed=1)
    scripts = {name: (read_script(DEMO / f"{name}.answers.yaml"), often) for name, often in _OFTEN.items()}
    with TemporaryDirectory() as folder:
        office = make_office(Path(folder))
        with office.opened() as session:
            mark_made_up(session, plan)
            seed_vault(session, plan, scripts, pathway=_PATHWAY)
        with office.opened() as session:
            home, search, person, answer = _at_the_desk(session, plan, scale.times(200, 3))
        size = sum(path.stat().st_size for path in Path(folder).iterdir()) // 2**20
    among = f"{plan.people:_} people and {plan.conversations:_} conversations".replace("_", " ")
    note = f"file of {size} MB; without the painting, which has rows of its own"
    yield Figure(what=f"Today, read among {among}", ours=home.side(), budget=300, note=note)
    yield Figure(what="search by the beginning of a name there", ours=search.side(), of="p95", budget=10)
    yield Figure(what="opening a person there, with its timeline", ours=person.side(), budget=100)
    yield Figure(what="an answer there, committed and evaluated", ours=answer.side(), budget=50)


def _at_the_desk(session: Session, plan: SeedPlan, times: int) -> tuple[Watch, Watch, Watch, Watch]:
    home, search, person, answer = watch(), watch(), watch(), watch()
    chance = drawn(5)
    names = [person.name or "" for person in made_up_people(session, plan.people, seed=plan.seed)]
    for _time in range(times):
        with home.running():
            desk_today(session)
        typed = SearchQuery(field=PersonField.NAME, text=chance.choice(names)[:_TYPED])
        with search.running():
            found = search_persons(session, typed)
        chosen: PersonId = chance.choice(found).id
        with person.running():
            open_file(session, chosen)
            happenings_of(session, chosen)
            follow_ups_of(session, chosen)
        pathway = session.forms.find_pathway(_PATHWAY).canonical
        conversation = begin_again(session, chosen, pathway)
        with answer.running():
            give_answer(session, conversation, _PREPARE, _MODE, Answer(values=("on-site",)))
    return home, search, person, answer
