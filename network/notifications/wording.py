"""The only words that ever leave. What happened, who the person is and who we are have no place in them."""

from enum import StrEnum

from network.people.disguises import Words


class Says(StrEnum):
    """What a message is for."""

    WAITING = "waiting"
    TEST = "test"
    ENTRY = "entry"


BODIES: dict[Says, Words] = {
    Says.WAITING: {
        "en": "Something is waiting for you.",
        "es": "Hay algo para usted.",
        "fr": "Quelque chose vous attend.",
        "ar": "هناك شيء في انتظارك.",
    },
    Says.TEST: {
        "en": "This is a test. Your number is {number}.",
        "es": "Esto es una prueba. Su número es {number}.",
        "fr": "Ceci est un essai. Votre numéro est le {number}.",
        "ar": "هذه رسالة تجربة. رقمك هو {number}.",
    },
    Says.ENTRY: {
        "en": "Here is the link you asked for. It works once.",
        "es": "Este es el enlace que pidió. Funciona una sola vez.",
        "fr": "Voici le lien que vous avez demandé. Il marche une seule fois.",
        "ar": "هذا هو الرابط الذي طلبته. يعمل مرة واحدة.",
    },
}
