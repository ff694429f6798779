"""Samtalsstöd: guided conversations, an encrypted local vault, and the documents that follow."""
