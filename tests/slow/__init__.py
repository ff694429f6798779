"""What is slow: run by make test-all."""
