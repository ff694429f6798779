"""Proving, years later, that a file is the document that left, and that no byte of it has changed.

Two proofs. The signature of an archive copy needs nothing but the file. The vault knows the SHA-256 of
every file that left it, signed or not, and its chain holds the point printed as the control line; for
that no page is read: a file from outside is parsed before any key is held, or not at all (DESIGN 8).
"""

import datetime as dt
import hashlib
import json
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Protocol

from screening_app.domain.audit import AuditAction, AuditEvent, ChainHead
from screening_app.domain.errors import DamagedData
from screening_app.i18n import N_
from screening_app.services.audit import all_events
from screening_app.services.chain import check_chain, head_of
from screening_app.services.ports import SignatureCheck
from screening_app.services.session import Session


class SignatureBroken(DamagedData):
    """A byte is not what was signed, or the file cannot be read."""

    code = "document/signature-broken"
    user_message = N_("The file has been changed since it was signed, or it is damaged. Do not rely on it.")


class NotSigned(DamagedData):
    """The file carries no signature, so nothing can be told without the vault."""

    code = "document/not-signed"
    user_message = N_(
        "The file carries no signature of an archive copy. "
        "Whether it is unchanged shows only with the vault: add --user NAME."
    )


class NotFromThisVault(DamagedData):
    """No file with these bytes ever left the vault."""

    code = "document/not-from-this-vault"
    user_message = N_("No file with exactly these bytes has left this vault. Do not rely on it.")


class HeadNotInChain(DamagedData):
    """The file left the vault, but the chain does not bear out what it says."""

    code = "document/head-not-in-chain"
    user_message = N_(
        "The file is one that left this vault, but the audit chain does not bear out its control line. "
        "Keep the vault as it is and tell your administrator."
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class FileSignature:
    """What the signature of an unchanged file says.

    Attributes:
        signer: Name in the certificate; anyone can make a certificate with any name.
        certificate: Its SHA-256, 64 hex digits.
        head: Control line that the signature repeats.
    """

    signer: str
    certificate: str
    signed_at: dt.datetime
    head: str


class FileCheck(Protocol):
    """Checks the signature of a file."""

    def __call__(self, untrusted: bytes) -> FileSignature | None:
        """Return what an unchanged file's signature says; ``None`` if it has none.

        Raises:
            SignatureBroken: If a byte is not what was signed, or the file cannot be read.
        """


@dataclass(frozen=True, slots=True, kw_only=True)
class Proof:
    """A file that nobody has changed.

    Attributes:
        signature: ``None`` for one that was printed or sent and never signed.
    """

    sha256: str
    signature: FileSignature | None


@dataclass(frozen=True, slots=True, kw_only=True)
class VaultProof:
    """A file that left this vault.

    Attributes:
        left_at: When it did, as the chain says it.
        head: Control line of the decision that it rests on; the chain contains that point.
        events: Length of the chain that was checked.
    """

    left_at: str
    head: ChainHead
    events: int


def verify_file(untrusted: bytes, check: FileCheck) -> Proof:
    """Check a file's signature; needs no vault.

    Raises:
        SignatureBroken: If a byte has changed.
    """
    return Proof(sha256=hashlib.sha256(untrusted).hexdigest(), signature=check(untrusted))


def verify_in_vault(session: Session, proof: Proof, check: SignatureCheck) -> VaultProof:
    """Find the file among those that left the vault, and its control line in a chain that is sound.

    Raises:
        NotFromThisVault: If no such file left.
        HeadNotInChain: If the chain is not sound, or does not hold what the file says.
    """
    watch = _Watch(sha256=proof.sha256)
    with session.records.read() as uow:
        keys = {str(user.id): user.public_keys for user in uow.office.users()}
        events = watch.watching(all_events(uow))
        report = check_chain(events, key=uow.audit.key(), public_keys=keys, check=check)
    if watch.left is None:
        raise NotFromThisVault
    head = watch.decided.get(watch.left.object)
    said = proof.signature.head if proof.signature else None
    if report.faults or head is None or said not in (None, str(head)):
        raise HeadNotInChain
    return VaultProof(left_at=watch.left.at, head=head, events=report.count)


@dataclass(slots=True, kw_only=True)
class _Watch:
    """Looks at every link as it passes: where documents were decided, and which one left as this file.

    Attributes:
        decided: By document, the point of its decision.
        left: Event that says that these bytes left.
    """

    sha256: str
    decided: dict[str, ChainHead] = field(default_factory=dict)
    left: AuditEvent | None = None

    def watching(self, events: Iterator[AuditEvent]) -> Iterator[AuditEvent]:
        """Give the same events."""
        for event in events:
            if event.action is AuditAction.DOCUMENT_DECIDED:
                self.decided[event.object] = head_of(event)
            elif event.action in _LEAVING and self.left is None and _digest(event) == self.sha256:
                self.left = event
            yield event


_LEAVING = frozenset({AuditAction.DOCUMENT_RENDERED, AuditAction.EXPORTED})


def _digest(event: AuditEvent) -> str | None:
    """Return the digest that an event holds; an erased or a damaged body holds none."""
    try:
        body = json.loads(event.body or "{}")
    except ValueError:
        return None
    digest = body.get("sha256") if isinstance(body, dict) else None
    return digest if isinstance(digest, str) else None
