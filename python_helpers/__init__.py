"""Helpers for what SQL is the wrong tool for: hashing files, flattening JSON, keys, releases."""
