"""Every fault has a sentence of its own."""

import pytest

from screening_app.services.chain import ChainFault, Fault
from screening_app.services.faults import VaultFault, VaultFaultKind, chain_fault, describe_chain_fault


def test_every_fault_of_the_chain_has_its_own_sentence_with_its_place() -> None:
    sentences = {describe_chain_fault(Fault(seq=4711, kind=kind)) for kind in ChainFault}

    assert len(sentences) == len(ChainFault)
    assert all("4711" in sentence for sentence in sentences)


@pytest.mark.parametrize("kind", set(VaultFaultKind) - {VaultFaultKind.AUDIT})
def test_every_fault_of_the_vault_names_what_it_is_about(kind: VaultFaultKind) -> None:
    fault = VaultFault(kind, "person")

    assert "person" in fault.describe()
    assert fault.code == f"{kind} person"


def test_a_fault_of_the_chain_is_one_of_the_vault() -> None:
    fault = chain_fault(Fault(seq=5, kind=ChainFault.EDITED))

    assert fault.code == "audit 5: edited"
    assert fault.describe() == "Event 5 was changed after it was written."
