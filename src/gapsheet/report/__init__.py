"""What people and programs read: one file per format, each `render(…) -> str`."""
