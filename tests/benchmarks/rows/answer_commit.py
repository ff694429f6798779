"""An answer on the disk: through unit of work and repository, beside the same statement in bare sqlcipher3.

Both sides have a file of their own with the same rows, the same pragmas and a connection that stays
open. The bare side gets statement and parameters exactly as SQLAlchemy hands them to the library. Each
answer is written to both, in an order that is drawn each time.
"""

from collections.abc import Iterator, Sequence
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory

from sqlalchemy import Engine, event
from sqlcipher3 import dbapi2

from screening_app.domain.answers import Answer, AnswerKey
from screening_app.domain.events import AnswerEvent, Change, EventKind
from screening_app.domain.ids import LinkId, ResponseId, StepId
from screening_app.domain.person import CaseKind
from screening_app.services.conversation import give_answer, start_conversation
from screening_app.services.integrity import seal
from screening_app.services.people import NewPerson, register_person
from screening_app.services.session import Session
from tests.benchmarks.figures import Figure, Scale, Side, drawn, watch
from tests.benchmarks.office import Office, make_office

_GATE, _QUESTION = StepId("w2-safe-check"), AnswerKey(LinkId("alone"))
_MEMORY = Path("/dev/shm")  # noqa: S108 (a folder of our own is made in it)
_PRAGMAS = (
    "foreign_keys = ON",
    "synchronous = FULL",
    "busy_timeout = 5000",
    "secure_delete = ON",
    "trusted_schema = OFF",
    "recursive_triggers = ON",
    "cell_size_check = ON",
)

Sent = tuple[str, Sequence[object]]


def measure(scale: Scale) -> Iterator[Figure]:
    """Give the row on a disk, the same where a sync costs nothing, and what the whole use case costs."""
    pairs = scale.times(1000, 5)
    with TemporaryDirectory() as folder:
        yield _compare(Path(folder), pairs, what="one answer committed", budget=1.3)
    if _MEMORY.is_dir():
        with TemporaryDirectory(dir=_MEMORY) as folder:
            what = "the same where a sync costs nothing (memory file system)"
            yield _compare(Path(folder), pairs, what=what, budget=None)
    with TemporaryDirectory() as folder:
        yield _whole(make_office(Path(folder)), scale.times(300, 3))


def _compare(folder: Path, pairs: int, *, what: str, budget: float | None) -> Figure:
    office = make_office(folder)
    with office.opened() as session:
        response = _begin(session)
    rehearsal, bare = office.copy("rehearsal.db"), office.copy("bare.db")
    with office.opened() as session:
        events = _events(session, response, pairs)
    ours, theirs = _write_pairs(office, bare, events, _as_sent(rehearsal, events))
    return Figure(what=what, ours=ours, theirs=theirs, of="ratio", budget=budget)


def _write_pairs(
    office: Office, bare: Office, events: Sequence[AnswerEvent], sent: Sequence[Sent]
) -> tuple[Side, Side]:
    ours, theirs = watch(), watch()
    connection = _bare_connection(bare)
    chance = drawn(1)
    with office.opened() as session:
        for answer, statement in zip(events, sent, strict=True):
            sides = [
                partial(ours.time, partial(_store, session, answer)),
                partial(theirs.time, partial(_store_bare, connection, *statement)),
            ]
            chance.shuffle(sides)
            for side in sides:
                side()
        rows = _rows(connection)
        if rows != len(events) + 1:
            raise AssertionError(rows)
    connection.close()
    return ours.side(), theirs.side("sqlcipher3")


def _whole(office: Office, times: int) -> Figure:
    """Measure what stands between a key press and the next question, painting apart."""
    whole = watch()
    with office.opened() as session:
        person = register_person(session, NewPerson(kind=CaseKind.PSEUDONYM))
        conversation = start_conversation(session, person.id, "pathway-health")
        conversation = give_answer(session, conversation, _GATE, _QUESTION, Answer(values=("yes",)))
        for number in range(times):
            answer = Answer(values=(("yes", "not-yet")[number % 2],))
            with whole.running():
                conversation = give_answer(session, conversation, _GATE, _QUESTION, answer)
    return Figure(
        what="one answer through the use case: checked, sealed, committed, pathway evaluated",
        ours=whole.side(),
    )


def _begin(session: Session) -> ResponseId:
    """Begin a conversation, with one answer in it, and return its response."""
    person = register_person(session, NewPerson(kind=CaseKind.PSEUDONYM))
    conversation = start_conversation(session, person.id, "pathway-health")
    conversation = give_answer(session, conversation, _GATE, _QUESTION, Answer(values=("not-yet",)))
    response = conversation.records[_GATE].response
    if response is None:
        raise AssertionError
    return response.id


def _events(session: Session, response: ResponseId, count: int) -> list[AnswerEvent]:
    with session.records.read() as uow:
        begun = len(uow.screenings.events(response, access=session.access))
    return [
        seal(
            Change(kind=EventKind.ANSWERED, key=_QUESTION, answer=Answer(values=("yes",))),
            response_id=response,
            number=begun + 1 + number,
            at=session.clock.now(),
            author=session.user.id,
            salt=session.entropy.salt(),
        )
        for number in range(count)
    ]


def _as_sent(office: Office, events: Sequence[AnswerEvent]) -> list[Sent]:
    """Return what reaches the library when these are stored."""
    sent = list[Sent]()

    def keep(*what: object) -> None:
        _connection, _cursor, statement, parameters, _context, _many = what
        if isinstance(statement, str) and isinstance(parameters, tuple) and statement.startswith("INSERT"):
            sent.append((statement, parameters))

    event.listen(Engine, "before_cursor_execute", keep)
    try:
        with office.opened() as session:
            for answer in events:
                _store(session, answer)
    finally:
        event.remove(Engine, "before_cursor_execute", keep)
    return sent


def _store(session: Session, answer: AnswerEvent) -> None:
    with session.records.write() as uow:
        uow.screenings.add_event(answer, access=session.access)
        uow.commit()


def _bare_connection(office: Office) -> dbapi2.Connection:
    connection = dbapi2.connect(str(office.path), isolation_level=None)
    connection.execute(f"PRAGMA key = \"x'{office.key.hex()}'\"")
    connection.execute("PRAGMA cipher_page_size = 4096")
    connection.execute("PRAGMA journal_mode = WAL").fetchall()
    for pragma in _PRAGMAS:
        connection.execute(f"PRAGMA {pragma}")
    return connection


def _store_bare(connection: dbapi2.Connection, statement: str, parameters: Sequence[object]) -> None:
    connection.execute("BEGIN IMMEDIATE")
    connection.execute(statement, parameters)
    connection.execute("COMMIT")


def _rows(connection: dbapi2.Connection) -> int:
    ((rows,),) = connection.execute("SELECT count(*) FROM answer_event").fetchall()
    return int(rows)
