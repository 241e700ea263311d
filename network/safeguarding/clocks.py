"""By when somebody who raised a concern is answered."""

from datetime import datetime, timedelta

from network.common import clock
from network.safeguarding.states import ConcernState

# timing.csv: grievance_acknowledge, _plan, _outcome, in working days since it was raised; urgent_safety in hours.
WORKING_DAYS = {ConcernState.OPEN: 2, ConcernState.ACKNOWLEDGED: 10, ConcernState.PLANNED: 30}
URGENT = timedelta(hours=4)


def next_step_by(state: str, raised_at: datetime, urgent: bool, zone: str) -> datetime | None:
    """When the next step is due for a concern in `state`, by the calendar of `zone`; None once it is closed."""
    if state not in WORKING_DAYS:
        return None
    if urgent and state == ConcernState.OPEN:
        return raised_at + URGENT
    return clock.add_working_days(raised_at, WORKING_DAYS[ConcernState(state)], zone)
