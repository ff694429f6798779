"""Values and words of the field; pure, standard library only."""
