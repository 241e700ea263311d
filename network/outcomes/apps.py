from django.apps import AppConfig

# Event → what a contributor reads; each leads to the recommendation on her own page.
CONTRIBUTOR_EVENTS = {
    "recommendation_made": "A recommendation was made from your work.",
    "recommendation_acknowledged": "An office has read a recommendation made from your work.",
    "recommendation_answered": "An office answered a recommendation made from your work.",
    "recommendation_progress": "An office told what it did about a recommendation made from your work.",
    "recommendation_claimed": "An office says that it did what you recommended. You can check it.",
    "recommendation_lapsed": "The time to check a change is over. You can still say what you see.",
}


class OutcomesConfig(AppConfig):
    name = "network.outcomes"
    label = "outcomes"

    def ready(self):
        from network.common.duties import register_duty
        from network.common.rooms import register_room
        from network.consent.purposes import Purpose
        from network.consent.uses import register_use
        from network.engagements.record import register_record_line
        from network.experts.export import register_section
        from network.experts.services import on_leaving
        from network.notifications.events import register_event
        from network.outcomes import loop_debt
        from network.outcomes.export import SCHEMA, recommendations
        from network.outcomes.queries.record import record_line
        from network.outcomes.services import forget_words, lapse_unchecked
        from network.people.roles import Role

        loop_debt.register()
        register_record_line(record_line)
        register_section("recommendations", recommendations, SCHEMA)
        on_leaving(forget_words)
        for name, words in CONTRIBUTOR_EVENTS.items():
            register_event(name, words, "outcomes:your_input_one")
        register_event(
            "recommendation_checked",
            "An expert checked a change that you reported.",
            "outcomes:recommendation",
        )
        register_duty(
            "lapse_unchecked_changes",
            "Closes reported changes that nobody checked within 30 days as “not verified”.",
            60,
            lapse_unchecked,
        )
        register_room(Role.OFFICIAL, "Recommendations", "outcomes:recommendations", order=40)
        register_room(Role.OFFICIAL, "Our record", "outcomes:record", order=50)
        register_use(
            "outcomes.figures",
            Purpose.STATISTICS,
            "Figures of how much work there is and how fast it is agreed",
            asked_by=("network.outcomes.queries.counted.counted",),
        )
        register_use(
            "outcomes.building",
            Purpose.RECORD,
            "New recommendations made from the note",
            asked_by=(
                "network.outcomes.queries.notes.notes_of",
                "network.outcomes.services.proposing._may_be_used",
            ),
        )
        register_use(
            "outcomes.made",
            Purpose.RECORD,
            "Recommendations that were already made from the note",
            because="They are in the office’s own words and do not name you. They stay, but no longer count you in.",
        )
