"""The drawing of the body that ships, read when it is first asked for."""

from functools import cache

from screening_app.questionnaire.body_drawing import Drawing, read_drawing
from screening_app.settings import shipped_folder


@cache
def drawing() -> Drawing:
    """Return the drawing.

    Raises:
        DrawingDamaged: If it cannot be read.
        InstallationIncomplete: If the resources are missing.
    """
    return read_drawing(shipped_folder("resources") / "body" / "body-map.svg")
