"""Before the person gets the screen: whether that can be here, and the last question to staff."""

from screening_app.gui.presenters.conversation_models import HandOverAsk
from screening_app.gui.presenters.flow import StopKind
from screening_app.gui.presenters.walk import Walk
from screening_app.i18n import gettext as _
from screening_app.services.hand_over import questions_of_person


def may_hand_over(walk: Walk) -> bool:
    """Tell whether the page shown asks the person something that they may answer alone."""
    stop = walk.stop
    if stop.kind is not StopKind.QUESTION or stop.step is None or walk.overlay is not None:
        return False
    return any(place.key == stop.key for place in questions_of_person(walk.conversation, stop.step))


def hand_over_ask() -> HandOverAsk:
    """Return the page that asks."""
    return HandOverAsk(
        # Translators: sv "Är personen ensam med dig?".
        heading=_("Is the person alone with you?"),
        lines=(
            _("The person sees these questions only, in large type, and answers alone."),
            _("Nothing else can be reached: no name, no note, no other answer."),
            _("Done, stopped or hidden, the screen locks. You unlock it and stand here again."),
        ),
    )
