"""Use cases, one function each, and the ports they need."""
