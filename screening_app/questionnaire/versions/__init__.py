"""What differs between two versions of a form or pathway, and what that means."""
