"""What happens after a yes: the page behind F1."""

from screening_app.domain.ids import Canonical
from screening_app.gui.presenters.conversation_models import AfterYesPage
from screening_app.gui.presenters.wording import text_of
from screening_app.questionnaire.model import ItemType
from screening_app.services.ports import FormLibrary

AFTER_YES = Canonical("https://samtalsstod.example/core/after-yes|1.0.0")


def after_yes(forms: FormLibrary) -> AfterYesPage:
    """Return the page.

    Raises:
        FormNotFound: If the installation lacks it.
    """
    form = forms.questionnaire(AFTER_YES)
    lines = tuple(text_of(item.text) for item in form.item if item.type is ItemType.DISPLAY)
    return AfterYesPage(heading=text_of(form.title), lines=lines)
