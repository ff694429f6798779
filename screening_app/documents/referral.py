"""The referral as a PDF; what it takes to set one is loaded when the first is set."""

from pathlib import Path

from screening_app.domain.document import Referral


class ReferralPdf:
    """Sets referrals as tagged PDFs (``services.ports.ReferralRenderer``)."""

    def __init__(self, fonts: Path) -> None:
        """Remember where the type is.

        Args:
            fonts: Folder that holds the cuts of the bundled typeface; the drawing of the body is beside it.
        """
        self._fonts = fonts

    def __call__(self, referral: Referral) -> bytes:
        """Return the bytes of a tagged PDF; the same model gives the same bytes.

        Raises:
            TypefaceMissing: If the typeface is missing or damaged.
        """
        # Here and not above: reportlab and pikepdf cost 200 ms, which starting the application has not.
        from screening_app.documents.referral_pages import set_referral  # noqa: PLC0415

        return set_referral(referral, self._fonts)
