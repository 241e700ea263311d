from django.apps import AppConfig

# Event → (what is said inside the network, the page it leads to).
EVENTS = {
    "engagements.invited": ("You are invited to a piece of work.", "engagements:invitation"),
    "engagements.invitation_ending": ("An invitation ends within a day.", "engagements:invitation"),
    "engagements.invitation_withdrawn": (
        "An office took a request back. The invitation to it has ended.",
        "engagements:invitation",
    ),
    "engagements.time_proposed": ("An office proposes a time.", "engagements:session"),
    "engagements.session_soon": ("You have a session within two days.", "engagements:session"),
    "engagements.cancelled": (
        "An office cancelled a piece of work. What it owes you is due.",
        "engagements:mine",
    ),
    "engagements.completed": ("A piece of work is confirmed. Your pay is due.", "engagements:mine"),
    "engagements.note_sent": ("A note of what you said is ready for you to check.", "engagements:note"),
    "engagements.payment_moved": ("Your payment moved.", "engagements:mine"),
    "engagements.agreed": ("An expert agreed to a seat.", "engagements:office_one"),
    "engagements.fund_short": (
        "The money for a request does not cover a seat. Top it up.",
        "engagements:seats",
    ),
    "engagements.time_confirmed": ("An expert confirmed the time.", "engagements:office_one"),
    "engagements.time_refused": (
        "The proposed time does not suit. Choose another.",
        "engagements:office_one",
    ),
    "engagements.office_session_soon": ("You have a session within two days.", "engagements:office_one"),
    "engagements.ended": ("A piece of work has ended.", "engagements:office_one"),
    "engagements.delivered": ("A session was held. Confirm the work.", "engagements:office_one"),
    "engagements.note_agreed": ("An expert agreed to a note.", "engagements:office_one"),
    "engagements.note_changes": ("An expert asks for changes in a note.", "engagements:office_one"),
    "engagements.note_withdrawn": ("A note was withdrawn. Use it no more.", "engagements:office_one"),
}


class EngagementsConfig(AppConfig):
    name = "network.engagements"
    label = "engagements"

    def ready(self):
        _join_notices()
        _join_lower_apps()
        _join_duties()
        _join_rooms()


def _join_notices():
    from network.notifications.events import register_event

    for name, (words, url_name) in EVENTS.items():
        register_event(name, words, url_name)


def _join_lower_apps():
    from network.consent.audiences import register_audiences
    from network.consent.purposes import AudienceKind, Purpose
    from network.consent.uses import register_use
    from network.consultations.publication import Asked, register_check
    from network.consultations.signals import request_moved
    from network.engagements.checks import paid_up
    from network.engagements.export import SECTIONS
    from network.engagements.limits import within_hours
    from network.engagements.queries.access import offices_of_work
    from network.engagements.queries.record import work_line
    from network.engagements.queries.seats import count_seats
    from network.engagements.queries.work import office_names, work_names
    from network.engagements.record import register_record_line
    from network.engagements.services import (
        step_back,
        stop_matching,
        tell_of_payment,
        withdraw_unanswered,
    )
    from network.experts.disclosure import register_offices_of_work
    from network.experts.export import register_section
    from network.experts.signals import stepped_back
    from network.matching.eligibility import register_limit
    from network.matching.seats import register_seat_count
    from payments.signals import payment_moved

    payment_moved.connect(tell_of_payment, dispatch_uid="engagements.tell_of_payment")
    request_moved.connect(withdraw_unanswered, dispatch_uid="engagements.withdraw_unanswered")
    stepped_back.connect(step_back, dispatch_uid="engagements.step_back")
    register_use(
        "engagements.invitations",
        Purpose.MATCHING,
        "Invitations that wait for your answer",
        stop=stop_matching,
    )
    register_offices_of_work(offices_of_work)
    register_seat_count(count_seats)
    register_limit(within_hours)
    register_record_line(work_line)
    register_check(
        "paid_up",
        paid_up,
        "Talk to finance; nothing new goes out before what is owed has arrived.",
        says="The office owes no expert an overdue payment",
        asked=Asked.TO_PUBLISH,
    )
    register_audiences(AudienceKind.ENGAGEMENT, work_names)
    register_audiences(AudienceKind.AGENCY, office_names)
    for section, (collect, schema) in SECTIONS.items():
        register_section(section, collect, schema)
    for name, purpose, place, how in _uses():
        register_use(name, purpose, place, **how)


def _uses():
    """What of a piece of work rests on a yes: name, purpose, place, how it ends."""
    from network.consent.purposes import AudienceKind, Purpose
    from network.engagements.queries.copies import describe_notes
    from network.engagements.services import ask_quotes_back, withdraw_records

    needs = ("network.engagements.queries.needs.needs_for_office",)
    prepared = {"asked_by": needs, "kinds": (AudienceKind.AGENCY,)}
    quoted = {
        "stop": ask_quotes_back,
        "describe": describe_notes,
        "kinds": (AudienceKind.ENGAGEMENT,),
        "asked_by": ("network.engagements.queries.notes.read_for_office",),
    }
    pages = ("network.engagements.queries.names._shown", "network.engagements.views.work._is_shown", *needs)
    seen = "What people of the office have read, they have read. Nobody can make them forget it."
    return [
        ("engagements.attending", Purpose.ATTEND, "The office’s pages and calendar of this work", {"asked_by": pages}),
        ("engagements.name", Purpose.NAME, "The page by which an office prepares to meet you", prepared),
        ("engagements.seen", Purpose.ATTEND, "What people of the office have already read", {"because": seen}),
        ("engagements.notes", Purpose.RECORD, "The note of what you said", {"stop": withdraw_records}),
        ("engagements.copies", Purpose.RECORD, "Copies of the note at the office", {"describe": describe_notes}),
        ("engagements.quotes", Purpose.QUOTE, "Passages that the office quotes from your notes", quoted),
    ]  # fmt: skip


def _join_duties():
    from network.common.duties import register_duty
    from network.engagements import services

    register_duty(
        "expire_invitations",
        "Ends invitations after 5 days without an answer, and proposed times that passed.",
        10,
        services.expire_invitations,
    )
    register_duty(
        "remind",
        "Reminds of sessions 48 hours before, and of invitations 24 hours before they end.",
        15,
        services.remind,
    )
    register_duty(
        "auto_complete",
        "Counts a session as held a day after its end, and confirms work after 5 working days of silence.",
        15,
        services.auto_complete,
    )
    register_duty("release_payments", "Lets due payments go.", 10, services.release_payments)


def _join_rooms():
    from network.common.rooms import register_room
    from network.engagements.queries.invitations import waiting_count
    from network.people.roles import Role

    register_room(Role.EXPERT, "Invitations", "engagements:invitations", order=20, count=waiting_count)
    register_room(Role.EXPERT, "My work", "engagements:work", order=30)
    register_room(Role.OFFICIAL, "Engagements", "engagements:office", order=30)
