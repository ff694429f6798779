"""What pages say and decide; plain Python, no Qt."""
