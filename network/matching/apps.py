from django.apps import AppConfig


class MatchingConfig(AppConfig):
    name = "network.matching"
    label = "matching"

    def ready(self):
        from network.common.rooms import register_room
        from network.consent.purposes import Purpose
        from network.consent.uses import register_use
        from network.experts.export import register_section
        from network.matching.export import SCHEMA, draws
        from network.people.roles import Role

        register_room(Role.MANAGER, "Fair opportunity", "matching:draws", order=50)
        register_use(
            "matching.draw",
            Purpose.MATCHING,
            "The draw for each request",
            asked_by=("network.matching.eligibility.open_to",),
        )
        register_section("draws", draws, SCHEMA)
