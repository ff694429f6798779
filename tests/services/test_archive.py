"""An archive copy is recorded, signed with the user's own certificate, and nobody else can sign with it."""

import datetime as dt
import hashlib
import json

import pytest

from screening_app.domain.audit import AuditAction
from screening_app.services.archive import Holder, archive_copy, certificate_setting
from screening_app.services.audit import verify_audit
from screening_app.services.referral import Made, Order, make_referral
from screening_app.services.script import run_script
from screening_app.services.script_file import read_script
from screening_app.services.session import Session
from tests.helpers import fakes
from tests.services.test_referral import DEMO, RECIPIENT, Press, tables


class ArchivePress:
    """Signs in a way that shows with what."""

    def __init__(self) -> None:
        self.holders: list[Holder] = []
        self.secrets: list[bytes] = []

    def archival(self, pdf: bytes) -> bytes:
        return b"archival " + pdf

    def new_certificate(self, holder: Holder, *, secret: bytes, at: dt.datetime) -> str:
        self.holders.append(holder)
        return json.dumps({"made": at.isoformat(), "secret": hashlib.sha256(secret).hexdigest()})

    def sign(self, pdf: bytes, certificate: str, *, secret: bytes, at: dt.datetime, head: str) -> bytes:
        assert json.loads(certificate)["secret"] == hashlib.sha256(secret).hexdigest()
        self.secrets.append(secret)
        return b"|".join([pdf, certificate.encode(), at.isoformat().encode(), head.encode()])


@pytest.fixture
def made(desk: Session) -> Made:
    told = run_script(desk, "pathway-health", read_script(DEMO), source="yes")
    order = Order(screening=told.conversation.screening.id, recipient=RECIPIENT, basis="CONSENT")
    return make_referral(desk, order, render=Press(), check=fakes.check_signature)


def test_the_copy_is_of_the_document_and_carries_its_control_line(desk: Session, made: Made) -> None:
    copy = archive_copy(desk, made, press=ArchivePress())

    assert copy.pdf.startswith(b"archival " + made.pdf)
    assert copy.pdf.endswith(made.document.head.encode())
    assert copy.file_name == "handling-1-pdfa.pdf"


def test_it_is_recorded_with_its_own_digest_in_a_chain_that_stays_sound(desk: Session, made: Made) -> None:
    copy = archive_copy(desk, made, press=ArchivePress())

    event = tables(desk).audit[-1]
    assert event.action is AuditAction.EXPORTED
    assert event.object == made.document.id
    assert json.loads(event.body or "") == {
        "way": "archive",
        "sha256": hashlib.sha256(copy.pdf).hexdigest(),
        "bytes": len(copy.pdf),
    }
    assert verify_audit(desk, fakes.check_signature).faults == ()


def test_the_certificate_is_made_once_and_that_is_recorded(desk: Session, made: Made) -> None:
    press = ArchivePress()

    archive_copy(desk, made, press=press)
    archive_copy(desk, made, press=press)

    assert press.holders == [Holder(name=desk.user.name, unit=desk.unit.name, authority=desk.unit.authority)]
    changes = [event for event in tables(desk).audit if event.action is AuditAction.SETTING_CHANGED]
    assert [json.loads(event.body or "")["setting"] for event in changes] == ["archive-certificate"]


def test_its_secret_is_the_same_at_every_unlock_and_nobody_else_s(desk: Session, made: Made) -> None:
    press = ArchivePress()
    archive_copy(desk, made, press=press)
    archive_copy(desk, made, press=press)

    assert len(set(press.secrets)) == 1
    assert press.secrets[0] != fakes.FakeSigner("somebody").sign(b"")
    kept = tables(desk).settings[certificate_setting(desk.user.id)]
    assert press.secrets[0].hex() not in kept
