"""What things cost, beside what DESIGN 12 allows and beside the other side of each comparison."""
