"""How long it is kept who did what."""

from network.common.retention import About, DataClass, register_data

register_data(
    DataClass(
        "audit",
        "That something was done, when, and under which random number; never what it said",
        ("audit.Entry", "audit.Head"),
        About.EXPERT,
        "7 years after it was done",
        "So that wrongdoing can be found, as long as what was agreed to can be proven.",
        source="proposed, as consent_ledger_retention",
        stays="Under a random number",
    ),
)
