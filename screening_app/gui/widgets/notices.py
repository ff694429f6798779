"""The messages under a page's heading: at most two, the newest first."""

from collections.abc import Callable
from typing import Final

from screening_app.gui.theme.layout import Column
from screening_app.gui.theme.tokens import Space
from screening_app.gui.widgets.banner import Banner, BannerKind

MOST_BANNERS: Final = 2


class Notices(Column):
    """Holds banners until what they say is no longer so.

    Attributes:
        banners: Those that stand, as they stand.
    """

    def __init__(self) -> None:
        super().__init__(gap=Space.XS)
        self.banners: list[Banner] = []

    def add(
        self,
        kind: BannerKind,
        text: str,
        action: str | None = None,
        on_action: Callable[[], object] | None = None,
    ) -> Banner:
        """Show a message above the others; of three the oldest goes."""
        made = Banner(kind, text, action=action, on_action=on_action)
        self.insertWidget(0, made)
        self.banners.insert(0, made)
        for banner in self.banners[MOST_BANNERS:]:
            self.remove(banner)
        return made

    def remove(self, banner: Banner) -> None:
        """Take a message back; one that is gone already stays gone."""
        if banner in self.banners:
            self.banners.remove(banner)
            banner.hide()
            self.removeWidget(banner)
            banner.deleteLater()

    def put_first(self, banner: Banner) -> None:
        """Have a message that stands already above the others, without telling it again."""
        self.banners.remove(banner)
        self.banners.insert(0, banner)
        self.removeWidget(banner)
        self.insertWidget(0, banner)

    def clear(self, *, but: Banner | None = None) -> None:
        """Take all messages back, but for one."""
        for banner in list(self.banners):
            if banner is not but:
                self.remove(banner)
