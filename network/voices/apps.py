from django.apps import AppConfig


class VoicesConfig(AppConfig):
    name = "network.voices"
    label = "voices"

    def ready(self):
        from network.experts.export import register_section
        from network.experts.services import on_leaving
        from network.voices.export import SCHEMA, voices
        from network.voices.services import forget_voices

        register_section("voices", voices, SCHEMA)
        on_leaving(forget_voices)
        _join_consent()


def _join_consent():
    """The gate asks at every view, so a yes that ends leaves nothing to be ended; which pages, her own page lists."""
    from network.consent.purposes import AudienceKind, Purpose
    from network.consent.uses import register_use

    gate = ("network.experts.published._agreed",)
    for name, purpose, place in (
        ("voices.quote", Purpose.QUOTE, "Passages on public pages, listed under Words for the public"),
        ("voices.story", Purpose.STORY, "Texts on public pages, listed under Words for the public"),
        ("voices.name", Purpose.NAME, "Your name beside your words on public pages"),
    ):
        register_use(name, purpose, place, kinds=(AudienceKind.PUBLIC,), asked_by=gate)
