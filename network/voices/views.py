"""Words for the public: what an expert offers, how it stands, and taking it back with one press."""

from django.contrib import messages
from django.http import Http404
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST, require_safe

from network.common.pagination import page_of
from network.experts.models import Profile
from network.experts.published import own_words
from network.experts.queries import profile_of
from network.people.access import allow
from network.people.drafts import form_for
from network.people.roles import Role
from network.voices import queries, services
from network.voices.forms import OfferForm
from network.voices.models import Voice

OFFERED = "Your words are kept. Nothing is shown before an editor chooses them, and never without your yes."


@allow(Role.EXPERT)
@require_safe
def mine(request):
    own = profile_of(request.user)
    page, asked = page_of(queries.voices_of(own), request), queries.asked_of(request.user, own)
    context = {"page": page, "asked": asked, "voices": queries.as_own(own, page, asked)}
    return render(request, "voices/mine.html", context)


@allow(Role.EXPERT)
def offer(request, kind):
    if kind not in Voice.Kind.values:
        raise Http404
    own = profile_of(request.user)
    notes = queries.notes_to_take_from(own) if kind == Voice.Kind.QUOTE else {}
    begun = {"words": notes.get(request.GET.get("note", "")), "language": request.user.language}
    form = form_for(request, OfferForm, kind=kind, initial=begun)
    if request.method == "POST" and form.is_valid():
        services.offer(own, kind, **form.cleaned_data)
        return _offered(request)
    return render(request, "voices/offer.html", {"form": form, "kind": Voice.Kind(kind), "notes": notes})


@allow(Role.EXPERT)
def change(request, public_id):
    """Other words in place of these. Taken back, there is nothing to change."""
    own = profile_of(request.user)
    voice = queries.voice_of(own, public_id)
    form = form_for(request, OfferForm, kind=voice.kind, initial=_as_offered(own, voice))
    if request.method == "POST" and form.is_valid():
        services.replace(voice, **form.cleaned_data)
        return _offered(request)
    return render(
        request, "voices/offer.html", {"form": form, "kind": Voice.Kind(voice.kind), "voice": voice}
    )


@allow(Role.EXPERT)
@require_POST
def take_back(request, public_id):
    services.take_back(queries.voice_of(profile_of(request.user), public_id))
    messages.success(request, "Taken back. No page of this site shows these words any more.")
    return redirect("voices:mine")


def _as_offered(own: Profile, voice: Voice) -> dict:
    if voice.taken_back_at:
        raise Http404
    words = own_words(own, [voice.public_id]).get(voice.public_id)
    return {"words": words, "language": voice.language, "with_name": voice.with_name}


def _offered(request):
    messages.success(request, OFFERED)
    return redirect("voices:mine")
