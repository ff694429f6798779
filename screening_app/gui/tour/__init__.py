"""One walk through the real windows, for the demo's pictures and for those in the documentation."""
