"""Places on the body in words, for the screen and for paper (W-8)."""

from screening_app.domain.body import BodySpot, region_name, side_of
from screening_app.i18n import text_in
from screening_app.questionnaire.pack import Glossary


def region_in_words(glossary: Glossary, region: str, language: str) -> str:
    """Return a region with its side, such as ``Upper arm, front, left``."""
    name = text_in(glossary.body_word(region_name(region)), language)
    side = side_of(region)
    return f"{name}, {text_in(glossary.body_word(side), language)}" if side is not None else name


def spot_in_words(glossary: Glossary, value: str, language: str) -> str:
    """Return the answer to a ``body-map`` item in words; what is no place on the map, as it is."""
    try:
        spot = BodySpot.parse(value)
    except ValueError:
        return value
    return region_in_words(glossary, spot.region, language)
