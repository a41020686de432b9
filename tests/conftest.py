"""What all tests share."""

import pytest
from hypothesis import settings

# A shared or slow machine must not turn a property into a test of its clock.
settings.register_profile("gapsheet", deadline=None, print_blob=True)
settings.load_profile("gapsheet")


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--update-golden", action="store_true", help="write expected outputs anew instead of comparing")


@pytest.fixture
def update_golden(request: pytest.FixtureRequest) -> bool:
    return bool(request.config.getoption("--update-golden"))
