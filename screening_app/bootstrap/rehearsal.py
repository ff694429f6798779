"""A session without a vault, for walking through one form: every table is in memory."""

import secrets
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from screening_app.bootstrap import forms_library, shipped_countries
from screening_app.domain.access import Role
from screening_app.domain.ids import ScreeningId, UnitId, UserId
from screening_app.domain.records import Unit, User
from screening_app.i18n import gettext
from screening_app.questionnaire.loader import load_questionnaire
from screening_app.services.rehearsal import REGIME, RehearsalForms, begin_rehearsal
from screening_app.services.session import Session
from screening_app.vault.clock import SystemClock
from screening_app.vault.entropy import SystemEntropy

_SEED_BYTES = 32


@contextmanager
def rehearsal(path: Path) -> Iterator[tuple[Session, ScreeningId]]:
    """Yield a session and the conversation begun in it; at the end everything is gone.

    Args:
        path: The form file.

    Raises:
        FormError, FormFileUnreadable: If the form cannot be used.
    """
    from screening_app.storage.store import SqlStore  # noqa: PLC0415 (SQLAlchemy)
    from screening_app.vault.keys import Ed25519Signer  # noqa: PLC0415 (cryptography)
    from screening_app.vault.memory import memory_tables  # noqa: PLC0415 (database)

    form = load_questionnaire(path)
    clock = SystemClock()
    entropy = SystemEntropy(clock)
    unit, login = _unit(entropy), UserId(entropy.new_id())
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
    session = Session(
        unit=unit,
        user=user,
        records=records,
        signer=signer,
        clock=clock,
        entropy=entropy,
        forms=RehearsalForms(form, forms_library()),
        is_rehearsal=True,
    )
    try:
        yield session, begin_rehearsal(session)
    finally:
        records.close()


def _unit(entropy: SystemEntropy) -> Unit:
    # Translators: name of the unit while a form is only being tried; sv "Övning".
    word = gettext("Practice")
    country = shipped_countries()[-1]
    return Unit(
        id=UnitId(entropy.new_id()), country=country, authority=word, name=word, phone="0", regime=REGIME
    )
