"""My profile: first a list of questions, one a page; later the same answers with links to change them."""

from collections.abc import Callable
from typing import NamedTuple

from django.forms import Form
from django.http import Http404
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST, require_safe

from network.common.plain import zone_name
from network.experts import forms, services
from network.experts.models import Profile
from network.experts.own import own_particulars
from network.experts.queries import payee_of, profile_of
from network.experts.readiness import is_ready, readiness
from network.people.access import allow, confirmed
from network.people.drafts import form_for
from network.people.roles import Role
from network.taxonomy.words import LANGUAGES


class Change(NamedTuple):
    """One question of the profile: its form, what it holds now, and the service that keeps the answer."""

    form: type[Form]
    now: Callable[[Profile], dict]
    save: Callable[[Profile, dict], None]


CHANGES = {
    "skills": Change(
        forms.SkillsForm,
        lambda profile: {"skills": profile.skills.all()},
        lambda profile, said: services.choose_skills(profile, said["skills"]),
    ),
    "topics": Change(
        forms.TopicsForm,
        lambda profile: {"topics": profile.topics.all()},
        lambda profile, said: services.choose_topics(profile, said["topics"]),
    ),
    "off-topics": Change(
        forms.OffTopicsForm,
        lambda profile: {"topics": profile.off_topics.all()},
        lambda profile, said: services.choose_off_topics(profile, said["topics"]),
    ),
    "languages": Change(
        forms.LanguagesForm,
        lambda profile: {
            "languages": [language.code for language in profile.languages.all()],
            "time_zone": profile.user.time_zone,
        },
        lambda profile, said: services.choose_languages(profile, said["languages"], said["time_zone"]),
    ),
    "limit": Change(
        forms.LimitForm,
        lambda profile: {"hours": profile.hours_per_month},
        lambda profile, said: services.limit_hours(profile, said["hours"]),
    ),
    "particulars": Change(
        forms.ParticularsForm,
        own_particulars,
        lambda profile, said: services.keep_particulars(profile, said),
    ),
}

PRIVATE = {"particulars"}  # Shows what is sealed, so it asks first who it is.


@allow(Role.EXPERT)
@require_safe
def profile(request):
    own = profile_of(request.user)
    context = {
        "profile": own,
        "ready": is_ready(own),
        "left_to_do": sum(not task.done for task in readiness(own)),
        "languages": [LANGUAGES.get(language.code, language.code) for language in own.languages.all()],
        "payee": payee_of(own),
        "zone": zone_name(request.user.time_zone),
    }
    return render(request, "experts/profile.html", context)


@allow(Role.EXPERT)
@require_safe
def get_ready(request):
    own = profile_of(request.user)
    return render(request, "experts/get_ready.html", {"tasks": readiness(own), "ready": is_ready(own)})


@allow(Role.EXPERT)
def change(request, name):
    if name not in CHANGES:
        raise Http404
    answer = confirmed(_change) if name in PRIVATE else _change
    return answer(request, name)


def _change(request, name):
    own, asked = profile_of(request.user), CHANGES[name]
    form = form_for(request, asked.form, initial=asked.now(own))
    if request.method == "POST" and form.is_valid() and _kept(asked, own, form):
        return redirect(_after(own, name))
    return render(request, f"experts/change_{_page(name)}.html", {"form": form, "ready": is_ready(own)})


@allow(Role.EXPERT)
@require_POST
def agreements_read(request):
    own = profile_of(request.user)
    services.mark_answered(own, "agreements")
    return redirect("experts:get_ready")


def _kept(asked: Change, own: Profile, form: Form) -> bool:
    try:
        asked.save(own, form.cleaned_data)
    except services.TopicClash as clash:
        form.add_error("topics", str(clash))
        return False
    return True


def _after(own: Profile, name: str) -> str:
    """Back to the list of questions while some are open, to the summary later."""
    if name == "particulars":
        return "experts:particulars"
    return "experts:profile" if is_ready(own) or name == "limit" else "experts:get_ready"


def _page(name: str) -> str:
    return name if name in {"languages", "particulars"} else "one"
