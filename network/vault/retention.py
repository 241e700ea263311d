"""How long what is sealed is kept."""

from network.common.retention import About, DataClass, register_data

register_data(
    DataClass(
        "sealed",
        "Everything you locked away: your name, your contact, what you need, your notes, where your money goes",
        ("vault.Sealed",),
        About.EXPERT,
        "you empty it or leave",
        "Each value is kept as long as what it belongs to.",
    ),
    DataClass(
        "keys",
        "That a key once existed and was destroyed",
        ("vault.Key", "vault.Shredding"),
        About.EXPERT,
        "as long as the network runs",
        "So that nothing can ever be locked or opened under that number again, even from an old copy.",
        stays="The key itself is destroyed; its random number stays",
    ),
)
