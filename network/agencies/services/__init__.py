"""Every write about offices and their officials. Callers import the verbs from here."""

from network.agencies.services.deciding import (
    decline_office,
    restore_office,
    suspend_office,
    verify_office,
)
from network.agencies.services.officials import (
    connect_official,
    invite_again,
    invite_official,
    record_training,
    send_entry_link,
    sign_code,
)
from network.agencies.services.registering import FirstOfficial, correct_office, register_office

__all__ = [
    "FirstOfficial",
    "connect_official",
    "correct_office",
    "decline_office",
    "invite_again",
    "invite_official",
    "record_training",
    "register_office",
    "restore_office",
    "send_entry_link",
    "sign_code",
    "suspend_office",
    "verify_office",
]
