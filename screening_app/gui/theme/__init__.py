"""Colours, sizes, type and icons: the only place that names a colour or a pixel."""
