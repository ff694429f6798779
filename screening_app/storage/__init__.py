"""Tables and repositories: the only place where SQL stands."""
