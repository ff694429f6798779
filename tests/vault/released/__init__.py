"""A vault as each released version wrote it, byte by byte, and the script that makes one."""
