"""Pure functions over forms and answers."""
