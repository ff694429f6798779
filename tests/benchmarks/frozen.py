"""Where ``make frozen`` puts the application."""

from tests.helpers.surroundings import CHECKOUT

FROZEN = CHECKOUT / "dist" / "samtalsstod" / "samtalsstod"
