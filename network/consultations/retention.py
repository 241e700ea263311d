"""How long requests are kept."""

from network.common.retention import About, DataClass, register_data

register_data(
    DataClass(
        "requests",
        "What offices asked: requests, their questions, their versions and the notes of their review",
        (
            "consultations.ConsultationRequest",
            "consultations.ConsultationRequest_topics",
            "consultations.Question",
            "consultations.Attendee",
            "consultations.ReviewNote",
            "consultations.RequestVersion",
        ),
        About.STAFF,
        "as long as the network runs",
        "What a government asked and did is a public record. Nothing here comes from an expert.",
    ),
)
