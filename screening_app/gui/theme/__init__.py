"""Colours, sizes, type, icons and the one style sheet; no other place names a colour or a pixel."""
