"""The legal pack: provisions as dated data, bases for disclosure, retention (L-02, L-31)."""

import datetime as dt
from collections.abc import Iterable, Mapping
from typing import Literal, Self

from pydantic import Field, model_validator

from screening_app.domain.access import Regime
from screening_app.questionnaire.errors import PackEntryNotFound
from screening_app.questionnaire.model import Sentence
from screening_app.questionnaire.predicate import Node
from screening_app.questionnaire.values import Day, Truth, Whole


class Reviewed(Node):
    """What every pack says of itself; without reviewer and date a banner shows (FORMS 7)."""

    version: str
    languages: tuple[str, ...] = Field(min_length=1)
    reviewed_by: str | None = None
    reviewed_on: Day | None = None

    @property
    def is_reviewed(self) -> bool:
        """Tell whether a named person has reviewed it on a stated day."""
        return bool(self.reviewed_by) and self.reviewed_on is not None


class Dated(Node):
    """Something that holds for a time, both days included; ``None`` leaves that end open."""

    valid_from: Day | None
    valid_to: Day | None

    @model_validator(mode="after")
    def _forwards(self) -> Self:
        if self.valid_from and self.valid_to and self.valid_to < self.valid_from:
            msg = "valid_to comes before valid_from"
            raise ValueError(msg)
        return self

    def is_valid_on(self, day: dt.date) -> bool:
        """Tell whether it holds on that day."""
        begun = self.valid_from is None or self.valid_from <= day
        return begun and (self.valid_to is None or day <= self.valid_to)


class Provision(Dated):
    """A provision as it read for a time.

    Attributes:
        verified: It was read in the source named.
        requirement: The rule of ``domain/requirements.md`` that it stands for.
    """

    id: str
    reference: str
    regime: tuple[Regime, ...] = Field(min_length=1)
    text: Sentence
    source: str
    verified: Truth
    requirement: str


class BasisCode(Dated):
    """A ground for passing information on.

    Attributes:
        allowed: By regime; a regime that is not named, or ``None``, has not been examined.
        condition: What must be met, each to be ticked.
        may_be_default: May be chosen beforehand; never one that needs weighing.
    """

    code: str
    provision: tuple[str, ...] = Field(min_length=1)
    allowed: Mapping[Regime, Truth | None]
    text: Sentence
    condition: tuple[Sentence, ...] = Field(min_length=1)
    recipient: Sentence
    may_be_default: Truth
    verified: Truth

    def allowed_in(self, regime: Regime) -> bool | None:
        """Tell whether the regime allows it; ``None`` if nobody has examined that."""
        return self.allowed.get(regime)


class Retention(Node):
    """How long something is kept; ``years`` is ``None`` where it is kept for ever."""

    id: str
    regime: tuple[Regime, ...] = Field(min_length=1)
    text: Sentence
    years: Whole | None
    from_: Literal["last-note", "never", "child-birth", "decision", "event", "close"] = Field(alias="from")
    provision: str
    source: str
    verified: Truth


class LegalPack(Reviewed):
    """``legal.yaml`` of a country.

    Attributes:
        secrecy_stamp: By regime, the provisions that a printed secrecy marking names (L-36).
    """

    pack: str
    compiled_on: Day
    expires_after_months: Whole
    notice: Sentence
    watch: tuple[Sentence, ...] = ()
    secrecy_stamp: Mapping[Regime, tuple[str, ...]]
    provision: tuple[Provision, ...]
    basis_code: tuple[BasisCode, ...]
    retention: tuple[Retention, ...]

    @model_validator(mode="after")
    def _known(self) -> Self:
        known = {provision.id for provision in self.provision}
        named = [name for basis in self.basis_code for name in basis.provision]
        named += [name for names in self.secrecy_stamp.values() for name in names]
        missing = sorted(set(named) - known)
        if missing:
            msg = f"no provision is called {missing[0]}"
            raise ValueError(msg)
        return self

    def basis(self, code: str) -> BasisCode:
        """Return the basis of this code.

        Raises:
            PackEntryNotFound: If the pack has none.
        """
        for basis in self.basis_code:
            if basis.code == code:
                return basis
        raise PackEntryNotFound(name=code)

    def bases_in(self, regime: Regime, on: dt.date) -> tuple[BasisCode, ...]:
        """Return the bases that the regime allows on that day, in the pack's order (L-31)."""
        return tuple(b for b in self.basis_code if b.allowed_in(regime) is True and b.is_valid_on(on))

    def provisions_on(self, ids: Iterable[str], on: dt.date) -> tuple[Provision, ...]:
        """Return those of the named provisions that hold on that day, in the order named."""
        by_id = {provision.id: provision for provision in self.provision}
        found = (by_id[name] for name in ids if name in by_id)
        return tuple(provision for provision in found if provision.is_valid_on(on))

    def stamp(self, regime: Regime, on: dt.date) -> tuple[Provision, ...]:
        """Return the provisions of the secrecy marking for a regime on that day (OSL 5:5, L-36)."""
        return self.provisions_on(self.secrecy_stamp.get(regime, ()), on)
