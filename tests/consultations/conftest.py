from datetime import datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
import time_machine


@pytest.fixture
def time_machine_at():
    """`with time_machine_at(day, days=n)`: noon in New York, n days after `day`."""

    def travelling(day, days=0):
        noon = datetime.combine(day, time(12), ZoneInfo("America/New_York"))
        return time_machine.travel(noon + timedelta(days=days), tick=False)

    return travelling
