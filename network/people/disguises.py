"""What a message may look like to others in the house: sender and subject, in each language we write in.

None names the network, its field or an office; a test renders them all.
"""

Words = dict[str, str]  # language: words

LANGUAGES = ("en", "es", "fr", "ar")
SENDERS: dict[str, Words] = {
    "calendar": {"en": "Calendar", "es": "Calendario", "fr": "Agenda", "ar": "التقويم"},
    "reading": {
        "en": "Reading group",
        "es": "Club de lectura",
        "fr": "Club de lecture",
        "ar": "نادي القراءة",
    },
    "account": {
        "en": "Account notices",
        "es": "Avisos de la cuenta",
        "fr": "Avis de compte",
        "ar": "إشعارات الحساب",
    },
    "library": {
        "en": "Local library",
        "es": "Biblioteca local",
        "fr": "Bibliothèque locale",
        "ar": "المكتبة المحلية",
    },
}
SUBJECTS: dict[str, Words] = {
    "waiting": {
        "en": "Something is waiting for you",
        "es": "Hay algo para usted",
        "fr": "Quelque chose vous attend",
        "ar": "هناك شيء في انتظارك",
    },
    "reminder": {"en": "A reminder", "es": "Un recordatorio", "fr": "Un rappel", "ar": "تذكير"},
    "update": {"en": "Your update", "es": "Sus novedades", "fr": "Vos nouvelles", "ar": "آخر مستجداتك"},
}


def own_language(code: str | None) -> str:
    """The language we write in for somebody who reads pages in `code`: that one, or English."""
    return code if code in LANGUAGES else "en"
