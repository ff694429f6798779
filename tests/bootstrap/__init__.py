"""Tests of the composition root's use cases."""
