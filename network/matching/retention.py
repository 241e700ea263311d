"""How long draws are kept."""

from network.common.retention import About, DataClass, register_data

register_data(
    DataClass(
        "draws",
        "That a random number took part in a draw, and its chance",
        ("matching.Draw", "matching.Entrant"),
        About.EXPERT,
        "as long as the network runs",
        "So that anybody can run the draw again and see that it was fair.",
        stays="Under a random number that is used nowhere else",
    ),
)
