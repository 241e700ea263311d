"""How long what is known about offices is kept."""

from network.common.retention import About, DataClass, register_data

register_data(
    DataClass(
        "offices",
        "Offices and the people who act for them: name, job title, training; their work address is sealed",
        ("agencies.Agency", "agencies.Official"),
        About.STAFF,
        "as long as what they asked and promised is kept",
        "Who asked and who promised is part of the public record.",
    ),
)
