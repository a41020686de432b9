"""The words in English, one module per area."""
