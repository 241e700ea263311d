"""How long it is kept what somebody agreed to."""

from network.common.retention import About, DataClass, register_data

register_data(
    DataClass(
        "consent",
        "Each yes and no you gave, under a random number",
        ("consent.Entry", "consent.Ending"),
        About.EXPERT,
        "7 years after you gave it",
        "So that it can be proven what was allowed, and what was not.",
        source="timing.csv, consent_ledger_retention",
        stays="Under a random number",
    ),
    DataClass(
        "agreements",
        "What you agree to now",
        ("consent.Grant",),
        About.EXPERT,
        "you take it back, its time is over, or you leave",
        "To ask before anything is shown or sent.",
    ),
    DataClass(
        "recalls",
        "Which office was asked to delete something of yours, and when it said that it did",
        ("consent.Recall",),
        About.EXPERT,
        "7 years after it was asked",
        "So that it can be proven that copies were asked back.",
        source="timing.csv, consent_ledger_retention",
        stays="Under a random number",
    ),
)
