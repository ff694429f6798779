"""Fusion without motion, with our own marks (VISUAL 4, 10)."""

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QPainter, QPen
from PySide6.QtWidgets import QProxyStyle, QStyle, QStyleHintReturn, QStyleOption, QWidget

from screening_app.gui.theme.current import grown, theme
from screening_app.gui.theme.icons import paint_icon
from screening_app.gui.theme.tokens import Radius, Size

_STILL = {
    QStyle.StyleHint.SH_Widget_Animation_Duration: 0,
    QStyle.StyleHint.SH_UnderlineShortcut: 0,
    QStyle.StyleHint.SH_EtchDisabledText: 0,
    QStyle.StyleHint.SH_DitherDisabledText: 0,
    QStyle.StyleHint.SH_ToolTip_WakeUpDelay: 300,
}
_MARK_SIZES = frozenset(
    {
        QStyle.PixelMetric.PM_IndicatorWidth,
        QStyle.PixelMetric.PM_IndicatorHeight,
        QStyle.PixelMetric.PM_ExclusiveIndicatorWidth,
        QStyle.PixelMetric.PM_ExclusiveIndicatorHeight,
    }
)


class StillStyle(QProxyStyle):
    """Paints radio, check and arrow our way; nothing moves, nothing is underlined."""

    def __init__(self) -> None:
        super().__init__("Fusion")

    def styleHint(  # noqa: N802
        self,
        hint: QStyle.StyleHint,
        option: QStyleOption | None = None,
        widget: QWidget | None = None,
        returnData: QStyleHintReturn | None = None,  # noqa: N803 (Qt's name)
    ) -> int:
        """Return what the style does in a case; 0 for all motion."""
        if hint in _STILL:
            return _STILL[hint]
        return super().styleHint(hint, option, widget, returnData)

    def pixelMetric(  # noqa: N802
        self, metric: QStyle.PixelMetric, option: QStyleOption | None = None, widget: QWidget | None = None
    ) -> int:
        """Return a measure; marks grow with the text."""
        if metric in _MARK_SIZES:
            return grown(Size.MARK_QUIET)
        return super().pixelMetric(metric, option, widget)

    def drawPrimitive(  # noqa: N802
        self,
        element: QStyle.PrimitiveElement,
        option: QStyleOption,
        painter: QPainter,
        widget: QWidget | None = None,
    ) -> None:
        """Paint a primitive: the marks ours, no dotted focus frame (the ring shows it), the rest Fusion's."""
        on = bool(option.state & QStyle.StateFlag.State_On)
        if element == QStyle.PrimitiveElement.PE_FrameFocusRect:
            return
        if element == QStyle.PrimitiveElement.PE_IndicatorRadioButton:
            paint_radio(painter, QRectF(option.rect), on=on)
        elif element == QStyle.PrimitiveElement.PE_IndicatorCheckBox:
            paint_check(painter, QRectF(option.rect), on=on)
        elif element == QStyle.PrimitiveElement.PE_IndicatorArrowDown:
            paint_icon(painter, "chev-down", _square(QRectF(option.rect)), tone="muted")
        else:
            super().drawPrimitive(element, option, painter, widget)


def _square(rect: QRectF) -> QRectF:
    side = min(rect.width(), rect.height(), grown(Size.ICON))
    square = QRectF(0, 0, side, side)
    square.moveCenter(rect.center())
    return square


def paint_radio(painter: QPainter, place: QRectF, *, on: bool, tone: str = "primary") -> None:
    """Paint the mark of a choice of one."""
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    rim = place.adjusted(1.5, 1.5, -1.5, -1.5)
    painter.setPen(QPen(theme().color(tone if on else "border_strong"), 2))
    painter.setBrush(theme().color("surface"))
    painter.drawEllipse(rim)
    if on:
        inset = rim.width() / 4
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(theme().color(tone))
        painter.drawEllipse(rim.adjusted(inset, inset, -inset, -inset))
    painter.restore()


def paint_check(painter: QPainter, place: QRectF, *, on: bool, tone: str = "primary") -> None:
    """Paint the mark of a choice of several."""
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(QPen(theme().color(tone if on else "border_strong"), 2))
    painter.setBrush(theme().color(tone if on else "surface"))
    painter.drawRoundedRect(place.adjusted(1.5, 1.5, -1.5, -1.5), Radius.BADGE, Radius.BADGE)
    if on:
        paint_tick(painter, place, tone="on_danger" if tone == "danger" else "on_primary")
    painter.restore()


def paint_tick(painter: QPainter, place: QRectF, *, tone: str) -> None:
    """Paint a tick inside a square."""
    side = place.width()
    pen = QPen(theme().color(tone), side * 0.11)
    pen.setCapStyle(Qt.PenCapStyle.RoundCap)
    pen.setJoinStyle(Qt.PenJoinStyle.RoundJoin)
    painter.setPen(pen)
    corners = ((0.28, 0.52), (0.44, 0.68), (0.73, 0.34))
    painter.drawPolyline([QPointF(place.x() + side * x, place.y() + side * y) for x, y in corners])
