"""Writing to the audit chain, and checking it."""

from collections.abc import Iterator

from screening_app.domain.audit import AuditAction, AuditEvent, ChainHead
from screening_app.services.chain import Body, ChainReport, check_chain, next_event
from screening_app.services.ports import SignatureCheck, UnitOfWork
from screening_app.services.session import Session

_PAGE = 1000


def record(uow: UnitOfWork, session: Session, action: AuditAction, about: str, **body: object) -> AuditEvent:
    """Append one event to the chain, within the caller's transaction.

    Args:
        about: Id of the object; never a name.
        body: Facts as plain JSON values: ids, codes and counts, no text of a person.
    """
    event = next_event(
        uow.audit.head(),
        key=uow.audit.key(),
        signer=session.signer,
        at=session.clock.now().isoformat(timespec="microseconds"),
        action=action,
        about=about,
        body=_plain(body),
        salt=session.entropy.salt(),
    )
    uow.audit.append(event)
    return event


def _plain(body: dict[str, object]) -> Body:
    plain: dict[str, str | int | bool | list[str] | None] = {}
    for name, value in body.items():
        if value is None or isinstance(value, str | int | bool):
            plain[name] = value
        elif isinstance(value, list | tuple):
            plain[name] = [str(part) for part in value]
        else:
            raise TypeError(name)
    return plain


def verify_audit(session: Session, check: SignatureCheck, printed: ChainHead | None = None) -> ChainReport:
    """Check the whole chain, and a head typed from paper if one is given."""
    with session.records.read() as uow:
        keys = {str(user.id): user.public_keys for user in uow.office.users()}
        return check_chain(
            all_events(uow), key=uow.audit.key(), public_keys=keys, check=check, printed=printed
        )


def all_events(uow: UnitOfWork) -> Iterator[AuditEvent]:
    """Yield the whole chain in order, a page at a time."""
    after = 0
    while page := uow.audit.events(after=after, limit=_PAGE):
        yield from page
        if page[-1].seq <= after:
            return
        after = page[-1].seq
