"""The house: layers, rules, packaging, and the texts that name tests."""
