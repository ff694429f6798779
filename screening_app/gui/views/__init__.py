"""Pages, one a file; they show view models and emit what was done."""
