"""Form, pathway and pack definitions: frozen models, loader, linter."""
