"""The words in Simplified Chinese, one module per area."""
