"""The encrypted container: header, key slots, opening SQLCipher."""
