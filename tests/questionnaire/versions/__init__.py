"""Tests of what differs between versions."""
