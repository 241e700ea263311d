"""The words of the field."""

from network.common.retention import About, DataClass, register_data

register_data(
    DataClass(
        "taxonomy",
        "The words of the field: topics and skills",
        ("taxonomy.Topic", "taxonomy.Skill"),
        About.NOBODY,
        "as long as the network runs",
        "They are about nobody.",
    ),
)
