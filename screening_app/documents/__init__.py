"""Documents as PDF bytes, one module a kind."""
