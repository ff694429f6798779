"""Places on the body in words, for the screen and for paper (W-8)."""

from collections.abc import Mapping

from screening_app.domain.body import BodySpot, BodyView, Side, region_name, side_of
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


def view_titles(glossary: Glossary, language: str) -> Mapping[BodyView, tuple[str, str, str]]:
    """Return what stands above each view, at its viewer's left, in its middle and at its right."""
    left, right = (
        text_in(glossary.body_word(side), language).capitalize() for side in (Side.LEFT, Side.RIGHT)
    )
    middles = {view: text_in(glossary.body_word(view), language) for view in BodyView}
    titles = {view: ("", middle, "") for view, middle in middles.items()}
    # Whoever looks at the front has the person's right at their own left.
    return {
        **titles,
        BodyView.FRONT: (right, middles[BodyView.FRONT], left),
        BodyView.BACK: (left, middles[BodyView.BACK], right),
    }
