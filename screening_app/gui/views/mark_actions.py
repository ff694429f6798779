"""What the parts of the marks' page ask for, and choosing a picture to keep."""

from pathlib import Path

from PySide6.QtWidgets import QWidget

from screening_app.bootstrap import pictures_from_outside
from screening_app.gui.jobs import Jobs
from screening_app.gui.presenters.mark_photos import PhotosPresenter
from screening_app.gui.presenters.marks import MarksPresenter
from screening_app.gui.views.folder import ask_for_file
from screening_app.i18n import gettext as _

_ENDINGS = ".jpg .jpeg .png .JPG .JPEG .PNG"


def act_on_marks(page: QWidget, marks: MarksPresenter, jobs: Jobs, name: str, argument: str) -> None:
    """Do what a part of the page asked for, by the presenter's own word for it.

    Args:
        page: Owner of the dialog, and of the work beside the window: gone with it.
    """
    if name == "choose_picture":
        # Translators: title of a dialog; sv "Bild att behålla".
        title = _("Picture to keep")
        ask_for_file(page, lambda path: take_in(page, marks.photos, jobs, path), title=title, ending=_ENDINGS)
    elif name == "remove_photo":
        marks.photos.remove(argument)
    elif argument:
        getattr(marks, name)(argument)
    else:
        getattr(marks, name)()


def take_in(page: QWidget, photos: PhotosPresenter, jobs: Jobs, path: Path) -> None:
    """Make the picture beside the window, then keep it."""
    begun = photos.begin(pictures_from_outside(), path)
    if begun is not None:
        work, keep = begun
        jobs.run(work, owner=page, success=keep, failure=photos.failed)
