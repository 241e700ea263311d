from django.apps import AppConfig


class ExpertsConfig(AppConfig):
    name = "network.experts"
    label = "experts"

    def ready(self):
        from network.common.duties import register_duty
        from network.common.rooms import register_room
        from network.experts.export import begin_with
        from network.experts.export_sections import OWN_SECTIONS
        from network.experts.pausing import wants_silence
        from network.experts.services import complete_leaving, create_profile
        from network.notifications.events import register_event
        from network.notifications.silence import register_silence
        from network.people.entry import on_joined
        from network.people.roles import Role

        on_joined(Role.EXPERT, create_profile)
        register_silence(wants_silence)
        register_duty(
            "experts.leave", "Lets everybody go who asked to leave and has been paid.", 60, complete_leaving
        )
        register_event("security.payout", "Where your money goes was changed.", "experts:pay", mails=False)
        register_room(Role.EXPERT, "My profile", "experts:profile", order=60)
        begin_with(OWN_SECTIONS)
        _join_consent()
        _join_openings()


def _join_consent():
    """What of an expert's own rests on a yes, and how it ends."""
    from network.consent.purposes import AudienceKind, Purpose
    from network.consent.uses import register_use
    from network.experts.services.names import ask_name_back, describe_names

    office = (AudienceKind.AGENCY,)
    gate, notes = ("network.experts.disclosure.disclose",), ("network.experts.disclosure._readable",)
    asked_back = {"stop": ask_name_back, "describe": describe_names, "kinds": office}
    for name, purpose, place, how in (
        ("experts.needs", Purpose.ATTEND, "What you need and do not want, shown to the office", {"asked_by": gate}),
        ("experts.notes", Purpose.RECORD, "The words of the note, shown to the office", {"asked_by": notes}),
        ("experts.name", Purpose.NAME, "Your name, shown where you allowed it", {"asked_by": gate, "kinds": office}),
        ("experts.names_kept", Purpose.NAME, "Your name in papers of an office that read it", asked_back),
    ):  # fmt: skip
        register_use(name, purpose, place, **how)


def _join_openings():
    from network.common.duties import register_duty
    from network.common.rooms import register_room
    from network.experts.openings import ASKED_EVENT, EVENT
    from network.experts.queries import openings_waiting
    from network.experts.services import on_leaving
    from network.experts.services.opening import forget_openings, lapse_openings
    from network.notifications.events import register_event
    from network.people.roles import Role

    looked = "rights:who_looked"
    register_event(EVENT, "A manager asked to open something private of yours.", looked, mails=False)
    register_event(ASKED_EVENT, "A manager asks you to agree to an opening.", "experts:opening")
    register_duty("experts.openings", "Closes openings in danger that ran out of time.", 5, lapse_openings)
    register_room(Role.MANAGER, "Opening in danger", "experts:openings", order=75, count=openings_waiting)
    on_leaving(forget_openings)
