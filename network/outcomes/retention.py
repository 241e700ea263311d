"""How long what became of experts' words is kept."""

from network.common.retention import About, DataClass, register_data

register_data(
    DataClass(
        "outcomes",
        "Recommendations, the offices' answers, and what they did",
        (
            "outcomes.Recommendation",
            "outcomes.Recommendation_contributions",
            "outcomes.Response",
            "outcomes.ProgressNote",
        ),
        About.STAFF,
        "as long as the network runs",
        "What a government was told and did about it is a public record.",
    ),
    DataClass(
        "verdicts",
        "Whether you said that a change was made; your words about it go",
        ("outcomes.Verdict",),
        About.EXPERT,
        "as long as the network runs",
        "Without it an office could call done what experts said was not.",
        stays="Yes or no, under a random number",
    ),
)
