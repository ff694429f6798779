"""What a check of vault and chain found, as a code for scripts and a sentence for people."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from screening_app.i18n import N_, gettext
from screening_app.services.chain import ChainFault, Fault

_CHAIN: Mapping[ChainFault, str] = {
    ChainFault.EDITED: N_("Event {seq} was changed after it was written."),
    ChainFault.REMOVED: N_("One or more events before event {seq} were removed."),
    ChainFault.REORDERED: N_("Event {seq} does not stand where it was written."),
    ChainFault.BODY_EDITED: N_("The content of event {seq} was changed after it was written."),
    ChainFault.NOT_SIGNED: N_("Event {seq} was not signed by the user it names."),
    ChainFault.HEAD_MISSING: N_(
        "The chain does not reach event {seq}, which the paper names: its end is gone."
    ),
    ChainFault.HEAD_DIFFERS: N_(
        "Event {seq} is not the one on the paper. Check the control line that you typed; "
        "if it is right, the chain was replaced."
    ),
}


class VaultFaultKind(StrEnum):
    """What is wrong in the file of records."""

    PAGE = "page"
    STRUCTURE = "structure"
    REFERENCE = "reference"
    TRIGGER = "trigger"
    TABLE = "unreadable"
    AUDIT = "audit"


_VAULT: Mapping[VaultFaultKind, str] = {
    VaultFaultKind.PAGE: N_("A part of the file is not what was written ({what})."),
    VaultFaultKind.STRUCTURE: N_("The file's structure is broken ({what})."),
    VaultFaultKind.REFERENCE: N_("Rows of the table {what} point at rows that are gone."),
    VaultFaultKind.TRIGGER: N_("The rule {what}, which protects records, is missing, changed or unknown."),
    VaultFaultKind.TABLE: N_("The table {what} cannot be read to its end."),
}


@dataclass(frozen=True, slots=True)
class VaultFault:
    """One finding.

    Attributes:
        what: Name of a table or rule, or the library's words; never a stored value.
        chain: Where the audit chain is at fault.
    """

    kind: VaultFaultKind
    what: str
    chain: Fault | None = None

    @property
    def code(self) -> str:
        """Return the finding for scripts."""
        return f"{self.kind} {self.what}"

    def describe(self) -> str:
        """Return the finding in the language in use."""
        if self.chain is not None:
            return describe_chain_fault(self.chain)
        return gettext(_VAULT[self.kind]).format(what=self.what)


@dataclass(frozen=True, slots=True, kw_only=True)
class VaultReport:
    """What a full check found; ``rows`` counts them by table."""

    faults: tuple[VaultFault, ...]
    rows: Mapping[str, int]


def chain_fault(fault: Fault) -> VaultFault:
    """Return a fault of the chain as one of the vault."""
    return VaultFault(VaultFaultKind.AUDIT, f"{fault.seq}: {fault.kind}", fault)


def describe_chain_fault(fault: Fault) -> str:
    """Return, in the language in use, what is wrong at a link of the chain."""
    return gettext(_CHAIN[fault.kind]).format(seq=fault.seq)
