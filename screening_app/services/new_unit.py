"""What a unit must have to be printed on documents, and the countries there are packs for."""

from collections.abc import Sequence
from dataclasses import dataclass

from screening_app.domain.access import Regime, Role
from screening_app.domain.errors import ScreeningAppError
from screening_app.i18n import N_


@dataclass(frozen=True, slots=True, kw_only=True)
class NewVault:
    """What set-up asks for: the unit and its first user."""

    country: str
    authority: str
    unit: str
    phone: str
    regime: Regime
    login: str
    name: str
    role: Role


@dataclass(frozen=True, slots=True, kw_only=True)
class NewColleague:
    """Somebody who is to get a key of their own."""

    login: str
    name: str
    role: Role


class UnitIncomplete(ScreeningAppError):
    """Something that documents print, or that a user is known by, is blank."""

    code = "unit/incomplete"
    user_message = N_(
        "Authority, unit, telephone, name and user name must all be filled in: documents show them. "
        "Nothing was made."
    )


class CountryNotShipped(ScreeningAppError):
    """There are no laws, contacts and words for the country."""

    code = "unit/country-not-shipped"
    user_message = N_("There is no content for that country. These are there: {countries}.")


def check_unit(*texts: str) -> None:
    """Refuse a unit or a user with a blank in it.

    Raises:
        UnitIncomplete: If one of the texts is blank.
    """
    if not all(text.strip() for text in texts):
        raise UnitIncomplete


def check_country(country: str, shipped: Sequence[str]) -> None:
    """Refuse a country that nothing ships for.

    Raises:
        CountryNotShipped: If so; it names those that do.
    """
    if country not in shipped:
        raise CountryNotShipped(countries=", ".join(shipped))
