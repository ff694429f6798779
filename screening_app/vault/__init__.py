"""The encrypted container: header, key slots, the door, and the opened SQLCipher file (DESIGN 5)."""
