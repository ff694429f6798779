"""Scores and documents of a person come back for those within reach, in their order."""

import datetime as dt
from dataclasses import replace

from screening_app.domain.access import Access
from screening_app.domain.ids import DocumentId, ResponseId
from screening_app.domain.records import DocumentRecord, ResponseStatus, StoredResult
from screening_app.vault.opened import OpenVault
from tests.vault.making import CLOCK, ENTROPY, Begun


def test_scores_of_completed_responses_come_back_oldest_first_for_those_within_reach(
    vault: OpenVault, begun: Begun, colleague: Access
) -> None:
    earlier = replace(
        begun.response,
        id=ResponseId(ENTROPY.new_id()),
        authored=begun.response.authored - dt.timedelta(days=30),
    )
    half = replace(begun.response, id=ResponseId(ENTROPY.new_id()))
    with vault.records.write() as uow:
        for head in (earlier, half):
            uow.screenings.add_response(head, access=begun.access)
        for head in (begun.response, earlier, half):
            for kind, name in (("score", "total"), ("flag", "neck")):
                one = StoredResult(response=head.id, id=name, kind=kind, body="{}")
                uow.screenings.add_result(one, access=begun.access)
        for head in (begun.response, earlier):
            done = replace(
                head,
                status=ResponseStatus.COMPLETED,
                completed_at=CLOCK.now(),
                signed_body="{}",
                signature=bytes(64),
            )
            uow.screenings.complete_response(done, access=begun.access)
        uow.commit()

    with vault.records.read() as uow:
        found = uow.screenings.scores_of(begun.person.id, access=begun.access)
        assert uow.screenings.scores_of(begun.person.id, access=colleague) == ()

    assert [(one.authored, one.id) for one in found] == [
        (earlier.authored, "total"),
        (begun.response.authored, "total"),
    ]
    assert {one.form_sha256 for one in found} == {begun.response.form_sha256}


def test_documents_come_back_newest_first_for_those_within_reach(
    vault: OpenVault, begun: Begun, colleague: Access
) -> None:
    made = [
        DocumentRecord(
            id=DocumentId(ENTROPY.new_id()),
            screening=begun.screening.id,
            kind="referral-social-services",
            number=number,
            copy=number,
            recipient="A",
            basis="CONSENT",
            purpose="x",
            classes=(),
            opened=(),
            decided_at=CLOCK.now(),
            decided_by=begun.access.user,
            head="1 · 0123456789abcdef",
        )
        for number in (1, 2)
    ]
    with vault.records.write() as uow:
        for one in made:
            uow.documents.decide(one, access=begun.access)
        uow.commit()

    with vault.records.read() as uow:
        assert list(uow.documents.of_person(begun.person.id, access=begun.access)) == made[::-1]
        assert list(uow.documents.of_person(begun.person.id, access=colleague)) == []
