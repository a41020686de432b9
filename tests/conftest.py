"""What all tests share."""

from hypothesis import settings

# A shared or slow machine must not turn a property into a test of its clock.
settings.register_profile("gapsheet", deadline=None, print_blob=True)
settings.load_profile("gapsheet")
