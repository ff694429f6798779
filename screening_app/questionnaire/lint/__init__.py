"""The rules of the linter, one module for each kind of file (FORMS 4)."""
