"""How long what experts offer to the public is kept."""

from network.common.retention import About, DataClass, register_data

register_data(
    DataClass(
        "voices",
        "Words you offered to the public",
        ("voices.Voice",),
        About.EXPERT,
        "you take them back; that you offered something, and when, until you leave",
        "So that public pages can show them while you agree, and you see what became of them.",
    ),
)
