import pytest
import time_machine


@pytest.fixture
def noon():
    """Time stands at a noon until a test moves it on."""
    with time_machine.travel("2026-11-24T12:00:00Z", tick=False) as traveller:
        yield traveller
