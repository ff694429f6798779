"""The same desk twice: on a vault in memory and on SQLCipher."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from pathlib import Path

from screening_app.domain.access import Regime
from screening_app.questionnaire.library import FileFormLibrary
from screening_app.services.session import Session
from screening_app.vault.keys import Ed25519Signer
from tests.helpers import fakes
from tests.vault.making import make_vault


def on_fakes(library: FileFormLibrary, _folder: Path) -> Iterator[Session]:
    """Yield a desk on a vault in memory."""
    yield fakes.session(library)


def on_the_store(library: FileFormLibrary, folder: Path) -> Iterator[Session]:
    """Yield a desk on a real vault."""
    vault = make_vault(folder / "vault", regime=Regime.HSL_PUBLIC)
    signer = Ed25519Signer(vault.user.id, bytes(range(32)))
    yield replace(
        fakes.session(library),
        unit=vault.unit,
        user=vault.user,
        records=vault.records,
        signer=signer,
        # Ids that count meet none of the vault's own.
        entropy=fakes.FakeEntropy(),
    )
    vault.close()


DESKS: Mapping[str, Callable[[FileFormLibrary, Path], Iterator[Session]]] = {
    "memory": on_fakes,
    "vault": on_the_store,
}
"""By name what makes one; a fixture is parametrised by the names."""
