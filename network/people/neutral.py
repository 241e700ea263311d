"""Words that would tell a stranger who we are, in the languages we write in, and the test for them."""

import re
import unicodedata

# Beginnings of words, without accents. Each would lead whoever reads over a shoulder to the network or its field.
TELLING: dict[str, tuple[str, ...]] = {
    "en": ("network", "expert", "consult", "traffick", "surviv", "victim", "slave", "exploit", "abus", "violen",
           "rescue", "shelter", "hotline", "refuge", "police", "court", "government", "ministry", "agency", "office"),
    "es": ("red de", "experto", "experta", "trata", "sobrevivi", "victima", "esclav", "explota", "maltrat", "rescat",
           "albergue", "policia", "juzgado", "gobierno", "ministerio", "agencia", "oficina"),
    "fr": ("reseau", "traite", "rescape", "victime", "esclav", "exploit", "maltrait", "foyer", "tribunal",
           "gouvernement", "ministere", "agence", "bureau"),
    "ar": ("شبكة", "الشبكة", "خبير", "الخبير", "خبراء", "الخبراء", "استشار", "الاستشار", "اتجار", "الاتجار", "ناجي",
           "الناجي", "ناجية", "ضحية", "الضحية", "ضحايا", "عبودية", "استغلال", "عنف", "العنف", "شرطة", "الشرطة",
           "محكمة", "حكومة", "الحكومة", "وزارة", "وكالة", "مكتب"),
}  # fmt: skip
_TELLING = re.compile(
    "|".join(rf"(?<!\w){re.escape(word)}" for words in TELLING.values() for word in words), re.IGNORECASE
)


def telling_words(text: str) -> list[str]:
    """The beginnings of telling words in `text`, whatever their accents and case; empty when it says nothing."""
    return _TELLING.findall(_plain(text))


def telling_parts(address: str) -> list[str]:
    """Telling words anywhere inside a host name or mail address, where words run together."""
    plain = _plain(address).lower()
    return [word for word in TELLING["en"] if word in plain]


def _plain(text: str) -> str:
    apart = unicodedata.normalize("NFKD", text)
    return "".join(sign for sign in apart if not unicodedata.combining(sign))
