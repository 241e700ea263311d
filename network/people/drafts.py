"""What somebody typed when their session ended for idleness: kept sealed, shown to them alone, then forgotten."""

from datetime import timedelta
from typing import Any
from urllib.parse import parse_qsl, urlsplit

from django.db import transaction
from django.db.models import QuerySet
from django.forms import BaseForm
from django.http import HttpRequest, QueryDict

from network.common import clock
from network.people.models import KeptDraft, User
from network.vault import services as vault

KEPT_FOR = timedelta(hours=24)
LONGEST = 200_000  # Characters; a form longer than this was not typed by hand.
_NEVER_KEPT = ("csrf", "password", "passphrase", "secret", "token", "credential")


def form_for(request: HttpRequest, form_class: type[BaseForm], **kwargs) -> BaseForm:
    """The form of this page: bound on POST, bound with the kept draft after an idle end, unbound otherwise.

    A form that shows a draft is never valid, so that only a POST can act. A POST forgets the draft.
    """
    person: Any = request.user  # of nobody signed in no draft is found
    if request.method == "POST":
        forget_draft(person, page_of(request))
        return form_class(request.POST, request.FILES, **kwargs)
    draft = kept_draft(person, request.path)
    if draft is None:
        return form_class(**kwargs)
    form = form_class(draft, **kwargs)
    form.is_valid = lambda: False  # type: ignore[method-assign]  # for this form alone
    return form


def page_of(request: HttpRequest) -> str:
    """The path of the page whose form this request sends: the form may post to another path than its own."""
    if request.method != "POST":
        return request.path
    referer = urlsplit(request.headers.get("Referer", ""))
    return referer.path if referer.path and referer.netloc == request.get_host() else request.path


@transaction.atomic
def keep_draft(user: User, path: str, typed: QueryDict) -> bool:
    """Keep what was typed on `path`, without secrets. Returns whether there was anything to keep."""
    kept = typed.copy()
    for name in typed:
        if any(word in name.lower() for word in _NEVER_KEPT):
            del kept[name]
    text = kept.urlencode()
    if not any(value.strip() for _, values in kept.lists() for value in values) or len(text) > LONGEST:
        return False
    draft, _ = KeptDraft.objects.update_or_create(user=user, path=path, defaults={"kept_at": clock.now()})
    vault.seal(user.public_id, **{_name(draft): text})
    return True


def kept_draft(user: User, path: str) -> QueryDict | None:
    """What this user typed on `path` before their session ended, if it is still kept."""
    kept = _drafts(user, path).filter(kept_at__gt=clock.now() - KEPT_FOR)
    draft = kept.first()
    text = draft and vault.unseal(user.public_id, _name(draft)).get(_name(draft))
    return QueryDict(text) if text else None


def own_drafts(user: User) -> list[dict]:
    """All that is kept of what this user typed, newest first, for their own copy. Two queries."""
    drafts = list(user.kept_drafts.order_by("-kept_at"))
    texts = vault.unseal(user.public_id, *map(_name, drafts))
    return [
        {
            "page": draft.path,
            "kept_at": draft.kept_at,
            "typed": "\n".join(f"{name}: {value}" for name, value in parse_qsl(texts.get(_name(draft), ""))),
        }
        for draft in drafts
    ]


@transaction.atomic
def forget_draft(user: User, path: str) -> None:
    """Drop the draft of this page, if there is one."""
    forget_drafts(_drafts(user, path))


def forget_old_drafts() -> int:
    """Drop every draft nobody came back for; how many."""
    old = KeptDraft.objects.filter(kept_at__lte=clock.now() - KEPT_FOR)
    count = old.count()
    forget_drafts(old)
    return count


@transaction.atomic
def forget_drafts(drafts: QuerySet[KeptDraft]) -> None:
    """Drop these drafts and what is sealed for them."""
    for draft in drafts.select_related("user"):
        vault.discard(draft.user.public_id, _name(draft))
        draft.delete()


def _drafts(user, path: str):
    if not user.is_authenticated:
        return KeptDraft.objects.none()
    return KeptDraft.objects.filter(user=user, path=path)


def _name(draft: KeptDraft) -> str:
    return f"draft:{draft.pk}"
