"""Every test is a leak test: unique words are sealed for each expert, and all that leaves is searched for them.

`plant(profile)` seals one word per field. While a test runs, `Watch` sees each response (body, headers),
mail, log record and queued task; a planted word outside the allow-list fails the test by name.
"""

import re
import secrets
from contextlib import contextmanager
from pathlib import Path

from django.conf import settings
from django.core import mail
from django.test import Client
from django_q.models import OrmQ, Task

from network.experts.published import keep_words
from network.vault import services as vault

FIELDS = ("legal_name", "accommodations", "boundaries", "about", "payout_details")
WORDS = "public_words"
# word -> (its field, whose it is): of this test, and of a world that several tests share.
_planted: dict[str, tuple[str, str]] = {}
_standing: dict[str, tuple[str, str]] = {}

# Where a sealed word may appear: the path, who may see it there ("owner", "anybody" or a role), the fields.
ALLOWED = [
    (r"^/profile/", "owner", FIELDS),
    (r"^/privacy/", "owner", FIELDS),
    (r"^/profile/payees/", "finance", ("payout_details",)),
    (r"^/profile/openings/", "manager", ("legal_name", "accommodations", "boundaries")),
    (r"^/work/office/[\w-]+/needs/$", "official", ("accommodations", "boundaries", "legal_name")),
    (r"^/privacy/(words|export)/", "owner", (WORDS,)),
    (r"^/cms/pages/", "editor", (WORDS, "legal_name")),  # who chooses among what may be public now
    (r"^/in-experts-words/$", "anybody", (WORDS, "legal_name")),
]


def plant(profile) -> dict[str, str]:
    """Seal a fresh word in every sealed field of this expert; returns `{field: word}`."""
    words = {field: f"Canary{secrets.token_hex(8)}" for field in FIELDS}
    vault.seal(profile.public_id, **words)
    _planted.update({word: (field, profile.user.public_id) for field, word in words.items()})
    for voice in profile.voices.filter(taken_back_at=None):
        plant_words(voice)
    return words


def plant_words(voice) -> str:
    """Let this voice say a fresh word; returns what it says."""
    word = f"Canary{secrets.token_hex(8)}"
    said = f"Ask first what helps, then write it down. {word}"
    keep_words(voice.profile, voice.public_id, said)
    _planted[word] = (WORDS, voice.profile.user.public_id)
    return said


@contextmanager
def standing():
    """Words planted inside stay known to every test until the block ends; those of one test end with it."""
    with_world: dict[str, tuple[str, str]] = {}

    def keep():
        with_world.update(_planted)
        _standing.update(_planted)
        _planted.clear()

    try:
        yield keep
    finally:
        for word in with_world:
            _standing.pop(word)


def shown(path: str, response) -> list[str]:
    """The sealed fields that this response shows to somebody who may not see them there."""
    text = " ".join(f"{name}: {value}" for name, value in response.items())
    text += "".join(part.decode(errors="replace") for part in _body(response))
    return [f"{field} shown at {path}" for field, _owner in _hits(text, path, _viewer(response))]


class Watch:
    """Collects leaks while it is open."""

    def __init__(self, caplog):
        self.leaks: list[str] = []
        self.caplog = caplog

    def response(self, request, response):
        self.leaks += shown(request.get("PATH_INFO", ""), response)

    def finish(self):
        for message in getattr(mail, "outbox", []):
            self._refuse("a mail", message.message().as_string())
        self._refuse("a log line", " ".join(record.getMessage() for record in self.caplog.records))
        self._refuse("a file", _files())
        _planted.clear()

    def look_at_tasks(self):
        """Queued tasks are signed pickles: unpack and search what they carry; kept results too."""
        queued = [str(task.task) for task in OrmQ.objects.all()] if _planted or _standing else []
        kept = (
            [f"{task.args} {task.kwargs} {task.result}" for task in Task.objects.all()]
            if _planted or _standing
            else []
        )
        self._refuse("a task", " ".join(queued + kept))

    def _refuse(self, where, text):
        for field, _owner in _hits(text, None, None):
            self.leaks.append(f"{field} in {where}")


def _hits(text, path, viewer):
    known = {**_standing, **_planted} if "Canary" in text else {}
    for word in re.findall(r"Canary[0-9a-f]{16}", text):
        if word in known and not _may_show(*known[word], path, viewer):
            yield known[word]


def _may_show(field, owner, path, viewer) -> bool:
    return path is not None and any(
        re.match(pattern, path) and field in fields and _is(viewer, who, owner)
        for pattern, who, fields in ALLOWED
    )


def _is(viewer, who, owner) -> bool:
    if who == "anybody" or viewer is None:
        return who == "anybody"
    return owner == viewer.public_id if who == "owner" else who in viewer.roles


def _viewer(response):
    user = getattr(getattr(response, "wsgi_request", None), "user", None)
    return user if user is not None and user.is_authenticated else None


def _body(response):
    return [] if response.streaming else [response.content]


def _files() -> str:
    folder = Path(settings.MEDIA_ROOT)
    return " ".join(
        path.read_bytes().decode(errors="replace") for path in folder.rglob("*") if path.is_file()
    )


@contextmanager
def watching(monkeypatch, caplog):
    """Let a Watch see every response of every test client."""
    watch = Watch(caplog)
    send = Client.request

    def request(client, **environ):
        response = send(client, **environ)
        watch.response(environ, response)
        return response

    monkeypatch.setattr(Client, "request", request)
    yield watch
    watch.finish()
