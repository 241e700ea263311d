"""How the apps above, which can tell people things, hear that somebody should be told. Receivers may be called twice."""

from django.dispatch import Signal

# Arguments: person, record (names the agreement). The rest is over: the person can say yes a second time.
second_yes_possible = Signal()

# Arguments: recall (with its agency). The office is told, or told again, that it should delete a copy.
office_is_asked = Signal()
