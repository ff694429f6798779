"""A session without a vault, for one form or for practice: every table is in memory."""

import secrets
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from screening_app.bootstrap import forms_library, shipped_countries
from screening_app.domain.access import Regime, Role
from screening_app.domain.errors import ScreeningAppError
from screening_app.domain.ids import ScreeningId, UnitId, UserId
from screening_app.domain.records import Unit, User
from screening_app.i18n import N_, gettext
from screening_app.questionnaire.loader import load_questionnaire
from screening_app.services.ports import FormLibrary
from screening_app.services.practice import fill_practice
from screening_app.services.rehearsal import REGIME, RehearsalForms, begin_rehearsal
from screening_app.services.session import Safeguards, Session
from screening_app.settings import ourselves
from screening_app.vault.clock import SystemClock
from screening_app.vault.entropy import SystemEntropy

_SEED_BYTES = 32


class PracticeFailed(ScreeningAppError):
    """The practice window could not be shown, or did not end as it should."""

    code = "practice/failed"
    user_message = N_(
        "The practice window could not be shown ({status}). It needs a screen, and the libraries that "
        "windows need (see README)."
    )


@contextmanager
def rehearsal(path: Path) -> Iterator[tuple[Session, ScreeningId]]:
    """Yield a session and the conversation begun in it; at the end everything is gone.

    Args:
        path: The form file.

    Raises:
        FormError, FormFileUnreadable: If the form cannot be used.
    """
    form = load_questionnaire(path)
    forms = RehearsalForms(form, forms_library())
    with _nothing_kept(shipped_countries()[-1], REGIME, forms) as session:
        yield session, begin_rehearsal(session)


@contextmanager
def practice(country: str, regime: Regime) -> Iterator[Session]:
    """Yield a session at a desk with a few made-up people; at the end everything is gone.

    Args:
        country: Whose forms that ship are used; a unit's own lie beside its vault, which is not touched.
        regime: The kind of unit that it is practice for.
    """
    with _nothing_kept(country, regime, forms_library()) as session:
        fill_practice(session)
        yield session


def practice_regimes(country: str) -> tuple[Regime, ...]:
    """Return the kinds of unit that a conversation guide of their own ships for."""
    library = forms_library()
    meant = [library.pathway(canonical) for canonical in library.pathways()]
    served = {
        regime
        for pathway in meant
        if pathway.country == country and pathway.status == "active"
        for regime in pathway.regime
    }
    return tuple(regime for regime in Regime if regime in served)


def show_practice(country: str, language: str, *, theme: str = "system", factor: float = 1.0) -> None:
    """Show the practice window as a process of its own, until it is closed; it is told of no vault.

    Raises:
        PracticeFailed: If it could not be shown.
    """
    words = [*ourselves(), "practice-window", country, language, theme, str(factor)]
    done = subprocess.run(  # noqa: S603 (ourselves)
        words, stdin=subprocess.DEVNULL, stderr=subprocess.DEVNULL, check=False
    )
    if done.returncode:
        raise PracticeFailed(status=done.returncode)


@contextmanager
def _nothing_kept(country: str, regime: Regime, forms: FormLibrary) -> Iterator[Session]:
    from screening_app.storage.store import SqlStore  # noqa: PLC0415 (SQLAlchemy)
    from screening_app.vault.keys import Ed25519Signer  # noqa: PLC0415 (cryptography)
    from screening_app.vault.memory import memory_tables  # noqa: PLC0415 (database)

    clock = SystemClock()
    entropy = SystemEntropy(clock)
    unit, login = _unit(entropy, country, regime), UserId(entropy.new_id())
    signer = Ed25519Signer(login, secrets.token_bytes(_SEED_BYTES))
    user = User(
        id=login,
        unit=unit.id,
        login="practice",
        name=unit.name,
        role=Role.STAFF,
        public_key=signer.public_key,
    )
    reader, writer = memory_tables()
    store = SqlStore()
    kept = writer()
    store.create(kept, unit, user, secrets.token_bytes(_SEED_BYTES))
    records = store.records(reader=reader, writer=lambda: kept)
    try:
        yield Session(
            unit=unit,
            user=user,
            records=records,
            signer=signer,
            clock=clock,
            entropy=entropy,
            forms=forms,
            safeguards=Safeguards(is_needed=False),
            is_rehearsal=True,
        )
    finally:
        records.close()


def _unit(entropy: SystemEntropy, country: str, regime: Regime) -> Unit:
    # Translators: name of the unit while nothing is kept; sv "Övning".
    word = gettext("Practice")
    return Unit(
        id=UnitId(entropy.new_id()), country=country, authority=word, name=word, phone="0", regime=regime
    )
