"""Tests: they mirror the package; one folder a room."""
