"""Bytes to text to documents, with every mistake placed."""
