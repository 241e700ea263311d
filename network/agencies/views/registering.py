"""Anybody may register an office; the answer never says more than that it was received."""

from django.db import IntegrityError, transaction
from django.shortcuts import redirect, render
from django.views.decorators.http import require_safe

from network.agencies import services
from network.agencies.forms import RegisterForm
from network.agencies.limits import may_register
from network.people.access import public
from network.people.drafts import form_for

TAKEN = "An office of this name was registered just now. Add the place or department to the name."


@public
def register(request):
    """The form; its place in the site is /register-an-office/."""
    form = form_for(request, RegisterForm)
    if request.method == "POST":
        if not may_register(request):
            return render(request, "429.html", status=429)
        if form.is_valid() and _registered(form):
            return redirect("agencies:registered")
    return render(request, "agencies/register.html", {"form": form})


def _registered(form: RegisterForm) -> bool:
    try:
        with transaction.atomic():
            services.register_office(**form.office())
    except IntegrityError:  # Two people sent the same name at once.
        form.add_error("name", TAKEN)
        return False
    return True


@public
@require_safe
def registered(request):
    """What happens next; the same for everybody."""
    return render(request, "agencies/registered.html")
