"""What all tests share."""

import os

import pytest
from hypothesis import settings

# A shared or slow machine must not turn a property into a test of its clock.
# On CI the examples are the same at every run, so that a build says what the change did; elsewhere they vary.
settings.register_profile("gapsheet", deadline=None, print_blob=True, derandomize=os.environ.get("CI") == "true")
settings.load_profile("gapsheet")


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--update-golden", action="store_true", help="write expected outputs anew instead of comparing")


@pytest.fixture
def update_golden(request: pytest.FixtureRequest) -> bool:
    return bool(request.config.getoption("--update-golden"))
