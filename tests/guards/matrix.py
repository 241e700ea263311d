"""Who may open which address, by which methods, and whose object its id names.

The table says what is meant; the views say what is done; test_matrix.py holds them together. A new address
needs a row here first.
"""

from typing import NamedTuple

from network.people.roles import Role

PUBLIC, SIGNED_IN = "public", "signed_in"
EXPERT, OFFICIAL, MANAGER = (frozenset({role}) for role in (Role.EXPERT, Role.OFFICIAL, Role.MANAGER))
FINANCE, AUDITOR = (frozenset({role}) for role in (Role.FINANCE, Role.AUDITOR))
VIEW, RELEASE, CONFIRM = (
    f"payments.{name}" for name in ("view_finance", "release_payment", "confirm_payment")
)
# Which roles hold a permission of payments; the package itself knows no roles.
HOLDERS = {VIEW: FINANCE | AUDITOR, RELEASE: FINANCE, CONFIRM: FINANCE}

READ, FORM, MOVE = ("GET",), ("GET", "POST"), ("POST",)
METHODS = ("GET", "POST", "PUT", "PATCH", "DELETE")


class Word(str):
    """An argument that is a word of the page itself, not the id of an object."""


class Row(NamedTuple):
    """One line: who (`PUBLIC`, `SIGNED_IN`, roles, a permission), methods, and the kind of object of each argument."""

    who: str | frozenset
    methods: tuple[str, ...]
    arguments: dict[str, str]
    needs_token: bool = True

    def admits(self, roles: frozenset | None) -> bool:
        """Whether a person of these roles (None: not signed in) gets past the door."""
        if self.who == PUBLIC:
            return True
        if roles is None:
            return False
        return self.who == SIGNED_IN or not roles.isdisjoint(HOLDERS.get(self.who, self.who))


def row(who, methods, *, needs_token=True, **arguments) -> Row:
    """A row; `public_id="engagement"` names a kind of objects.py, `slug=Word("what")` a plain word."""
    return Row(who, methods, arguments, needs_token)


ROWS: dict[str, Row] = {
    # people
    "people:leave": row(PUBLIC, FORM, needs_token=False),  # leaving never fails for an old page
    "people:away": row(PUBLIC, READ),
    "people:enter": row(PUBLIC, FORM, token="entry_token"),
    "people:enter_password": row(PUBLIC, FORM, token="entry_token"),
    "people:enter_passkey": row(PUBLIC, FORM, token="entry_token"),
    "people:ask_to_join": row(PUBLIC, FORM),
    "people:asked_to_join": row(PUBLIC, READ),
    "people:account": row(SIGNED_IN, READ),
    "people:second_step": row(SIGNED_IN, READ),
    "people:place": row(SIGNED_IN, FORM),
    "people:remove_passkey": row(SIGNED_IN, FORM, ref="passkey"),
    "people:screen": row(SIGNED_IN, FORM),
    "people:sign_out_one": row(SIGNED_IN, MOVE, ref="device"),
    "people:sign_out_everywhere": row(SIGNED_IN, MOVE),
    "people:join_requests": row(MANAGER, READ),
    "people:join_request": row(MANAGER, FORM, public_id="join_request"),
    "people:invite": row(MANAGER, MOVE, public_id="join_request"),
    "people:decline": row(MANAGER, MOVE, public_id="join_request"),
    "people:recovery": row(MANAGER, FORM),
    # workspace
    "workspace:home": row(SIGNED_IN, READ),
    "workspace:money": row(EXPERT, READ),
    "workspace:overview": row(MANAGER, READ),
    "workspace:payments": row(MANAGER, READ),
    "workspace:duties": row(MANAGER, READ),
    "workspace:audit": row(AUDITOR, READ),
    "workspace:retention": row(MANAGER | AUDITOR, READ),
    # agencies
    "register_office": row(PUBLIC, FORM),
    "agencies:registered": row(PUBLIC, READ),
    "agencies:list": row(MANAGER, READ),
    "agencies:office": row(MANAGER, READ, public_id="office"),
    "agencies:verify": row(MANAGER, MOVE, public_id="office"),
    "agencies:decline": row(MANAGER, FORM, public_id="office"),
    "agencies:suspend": row(MANAGER, FORM, public_id="office"),
    "agencies:restore": row(MANAGER, MOVE, public_id="office"),
    "agencies:training": row(MANAGER, FORM, public_id="official"),
    "agencies:entry_link": row(MANAGER, MOVE, public_id="official"),
    "agencies:our_people": row(OFFICIAL, READ),
    "agencies:invite": row(OFFICIAL, FORM),
    "agencies:resend": row(OFFICIAL, MOVE, public_id="official"),
    "agencies:code": row(OFFICIAL, FORM),
    # consultations
    "consultations:list": row(OFFICIAL, READ),
    "consultations:start": row(OFFICIAL, FORM),
    "consultations:request": row(OFFICIAL, READ, public_id="request"),
    "consultations:preview": row(OFFICIAL, READ, public_id="request"),
    "consultations:submit": row(OFFICIAL, MOVE, public_id="request"),
    "consultations:withdraw": row(OFFICIAL, FORM, public_id="request"),
    "consultations:note": row(OFFICIAL, MOVE, public_id="request"),
    "consultations:funds": row(OFFICIAL, FORM, public_id="editable_request"),
    "consultations:section": row(OFFICIAL, FORM, public_id="editable_request", slug=Word("what")),
    "consultations:board": row(PUBLIC, READ),
    "consultations:board_request": row(PUBLIC, READ, public_id="public_request"),
    "consultations:review_queue": row(MANAGER, READ),
    "consultations:review": row(MANAGER, READ, public_id="request"),
    "consultations:start_review": row(MANAGER, MOVE, public_id="request"),
    "consultations:publish": row(MANAGER, MOVE, public_id="request"),
    "consultations:answer": row(MANAGER, MOVE, public_id="request"),
    # experts
    "experts:profile": row(EXPERT, READ),
    "experts:get_ready": row(EXPERT, READ),
    "experts:change": row(EXPERT, FORM, name=Word("skills")),
    "experts:agreements_read": row(EXPERT, MOVE),
    "experts:availability": row(EXPERT, FORM),
    "experts:remove_hours": row(EXPERT, MOVE),
    "experts:days_off": row(EXPERT, FORM),
    "experts:remove_day_off": row(EXPERT, MOVE),
    "experts:particulars": row(EXPERT, READ),
    "experts:pay": row(EXPERT, READ),
    "experts:pay_how": row(EXPERT, FORM),
    "experts:pay_to": row(EXPERT, FORM),
    "experts:pay_stripe": row(EXPERT, FORM),
    "experts:pay_stripe_back": row(EXPERT, READ),
    "experts:openings": row(MANAGER, READ),
    "experts:ask_to_open": row(MANAGER, FORM),
    "experts:opening": row(MANAGER, READ, public_id="opening"),
    "experts:approve_opening": row(MANAGER, MOVE, public_id="opening"),
    "experts:refuse_opening": row(MANAGER, MOVE, public_id="opening"),
    "experts:read_opening": row(MANAGER, FORM, public_id="opening"),
    "experts:payout_details": row(FINANCE, FORM, public_id="payee"),
    "rights:who_looked": row(EXPERT, READ),
    "rights:walls": row(EXPERT, FORM),
    "rights:add_wall": row(EXPERT, MOVE),
    "rights:remove_wall": row(EXPERT, MOVE),
    "rights:pause": row(EXPERT, MOVE),
    "rights:export": row(EXPERT, FORM),
    "rights:stay": row(EXPERT, MOVE),
    "rights:leave": row(EXPERT, FORM),
    # consent
    "consent:home": row(EXPERT, READ),
    "consent:check": row(EXPERT, READ),
    "consent:first": row(EXPERT, FORM, purpose=Word("matching")),
    "consent:question": row(EXPERT, FORM, purpose=Word("record"), kind=Word("engagement"), ref="engagement"),
    "consent:receipts": row(EXPERT, READ),
    "consent:receipt": row(EXPERT, READ, record="agreement"),
    "consent:receipt_pdf": row(EXPERT, READ, record="agreement"),
    "consent:receipt_data": row(EXPERT, READ, record="agreement"),
    "consent:asked_back": row(EXPERT, READ),
    "consent:to_delete": row(OFFICIAL, READ),
    "consent:deleted": row(OFFICIAL, MOVE, public_id="recall"),
    # notifications
    "notifications:notices": row(SIGNED_IN, READ),
    "notifications:read_all": row(SIGNED_IN, MOVE),
    "notifications:open_notice": row(SIGNED_IN, MOVE, public_id="notice"),
    "contact:choices": row(SIGNED_IN, FORM),
    "contact:check": row(SIGNED_IN, FORM),
    "contact:test": row(SIGNED_IN, MOVE),
    "contact:still_safe": row(SIGNED_IN, MOVE),
    # matching
    "matching:draws": row(MANAGER, READ),
    "matching:room": row(MANAGER, READ, public_id="public_request"),
    "matching:commit": row(MANAGER, MOVE, public_id="public_request"),
    "matching:run": row(MANAGER, MOVE, public_id="public_request"),
    "matching:draw": row(PUBLIC, READ, public_id="draw"),
    "matching:references": row(PUBLIC, READ, public_id="draw"),
    # engagements, the expert's side
    "engagements:work": row(EXPERT, READ),
    "engagements:invitations": row(EXPERT, READ),
    "engagements:invitation": row(EXPERT, READ, public_id="invitation"),
    "engagements:accept": row(EXPERT, FORM, public_id="invitation"),
    "engagements:decline": row(EXPERT, MOVE, public_id="invitation"),
    "engagements:session": row(EXPERT, READ, public_id="session"),
    "engagements:confirm": row(EXPERT, MOVE, public_id="session"),
    "engagements:refuse": row(EXPERT, MOVE, public_id="session"),
    "engagements:held": row(EXPERT, MOVE, public_id="session"),
    "engagements:note": row(EXPERT, FORM, public_id="contribution"),
    "engagements:changes": row(EXPERT, FORM, public_id="contribution"),
    "engagements:withdraw_note": row(EXPERT, MOVE, public_id="contribution"),
    "engagements:mine": row(EXPERT, READ, public_id="engagement"),
    "engagements:stop": row(EXPERT, MOVE, public_id="engagement"),
    "engagements:show": row(EXPERT, MOVE, public_id="engagement"),
    "engagements:hide": row(EXPERT, MOVE, public_id="engagement"),
    # engagements, the office's side
    "engagements:agreement": row(EXPERT | OFFICIAL, READ, public_id="engagement"),
    "engagements:office": row(OFFICIAL, READ),
    "engagements:office_one": row(OFFICIAL, READ, public_id="engagement"),
    "engagements:seats": row(OFFICIAL, READ, public_id="agreed_request"),
    "engagements:send": row(OFFICIAL, MOVE, public_id="own_draw"),
    "engagements:propose": row(OFFICIAL, FORM, public_id="engagement"),
    "engagements:take_back": row(OFFICIAL, MOVE, public_id="session"),
    "engagements:office_held": row(OFFICIAL, MOVE, public_id="session"),
    "engagements:complete": row(OFFICIAL, MOVE, public_id="engagement"),
    "engagements:write_note": row(OFFICIAL, FORM, public_id="engagement"),
    "engagements:needs": row(OFFICIAL, READ, public_id="engagement"),
    "engagements:read_note": row(OFFICIAL, READ, public_id="contribution"),
    "engagements:rewrite_note": row(OFFICIAL, FORM, public_id="contribution"),
    "engagements:cancel": row(OFFICIAL, FORM, public_id="engagement"),
    # outcomes
    "outcomes:register": row(PUBLIC, READ),
    "outcomes:register_one": row(PUBLIC, READ, public_id="public_recommendation"),
    "outcomes:recommendations": row(OFFICIAL, READ),
    "outcomes:choose_request": row(OFFICIAL, READ),
    "outcomes:new": row(OFFICIAL, FORM, request_id="agreed_request"),
    "outcomes:record": row(OFFICIAL, READ),
    "outcomes:recommendation": row(OFFICIAL, READ, public_id="recommendation"),
    "outcomes:acknowledge": row(OFFICIAL, MOVE, public_id="recommendation"),
    "outcomes:answer": row(OFFICIAL, FORM, public_id="recommendation"),
    "outcomes:progress": row(OFFICIAL, FORM, public_id="recommendation"),
    "outcomes:done": row(OFFICIAL, FORM, public_id="recommendation"),
    "outcomes:your_input": row(EXPERT, READ),
    "outcomes:your_input_one": row(EXPERT, FORM, public_id="recommendation"),
    # safeguarding
    "safeguarding:help": row(SIGNED_IN, READ),
    "safeguarding:raise": row(SIGNED_IN, FORM),
    "safeguarding:concern": row(SIGNED_IN, READ, public_id="concern"),
    "safeguarding:take_back": row(SIGNED_IN, MOVE, public_id="own_concern"),
    "safeguarding:queue": row(MANAGER, READ),
    "safeguarding:answer": row(MANAGER, MOVE, public_id="concern"),
    # voices
    "voices:mine": row(EXPERT, READ),
    "voices:offer": row(EXPERT, FORM, kind=Word("quote")),
    "voices:change": row(EXPERT, FORM, public_id="offered_voice"),
    "voices:take_back": row(EXPERT, MOVE, public_id="voice"),
    # payments
    "payments:list": row(VIEW, READ),
    "payments:funds": row(VIEW, READ),
    "payments:fund": row(VIEW, READ, public_id="fund"),
    "payments:ledger": row(VIEW, READ),
    "payments:payment": row(VIEW, READ, public_id="payment"),
    "payments:release": row(RELEASE, MOVE, public_id="payment"),
    "payments:hold": row(RELEASE, MOVE, public_id="payment"),
    "payments:lift": row(RELEASE, MOVE, public_id="payment"),
    "payments:retry": row(RELEASE, MOVE, public_id="payment"),
    "payments:record": row(RELEASE, MOVE, public_id="payment"),
    "payments:confirm": row(CONFIRM, MOVE, public_id="payment"),
    "payments:settle": row(RELEASE, MOVE, public_id="payment"),
    "payments:bring_back": row(RELEASE, MOVE, public_id="payment"),
    "payments:stripe_webhook": row(PUBLIC, MOVE, needs_token=False),  # proven by Stripe's signature instead
    # demo
    "demo:people": row(PUBLIC, READ),
    "demo:sign_in": row(PUBLIC, MOVE, public_id="demo_person"),
    "demo:mailbox": row(PUBLIC, READ),
    "demo:let_days_pass": row(PUBLIC, MOVE),
    "demo:tour": row(PUBLIC, READ),
    # cms
    "cms_picture": row(PUBLIC, READ, name=Word("no-such-picture.webp")),
    "cms_robots": row(PUBLIC, READ),
    "cms_sitemap": row(PUBLIC, READ),
    "cms_favicon": row(PUBLIC, READ),
}

# Addresses of packages, by prefix, with what their views may declare.
PREFIXES: dict[str, set] = {
    "account/": {PUBLIC, SIGNED_IN},
    "cms/": {frozenset({Role.EDITOR})},
    "documents/": {PUBLIC},
    "^((": {PUBLIC},  # Wagtail's pages, which are public by definition
}
# Of allauth's pages these alone are open to somebody who is not signed in.
OPEN_ACCOUNT_PAGES = {
    "account_login",
    "account_logout",
    "account_inactive",
    "account_reset_password",
    "mfa_authenticate",
    "mfa_login_webauthn",
}
