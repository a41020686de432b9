"""The documents and the results, as frozen values."""
