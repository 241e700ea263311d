"""How a person can be reached: her choices, the test, and the question whether it is still safe."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_POST

from network.notifications import queries
from network.notifications.forms import NumberForm
from network.notifications.services import contact_checks
from network.people.access import confirmed, signed_in
from network.people.disguises import own_language
from network.people.drafts import form_for
from network.people.forms.contact import OwnContactForm
from network.people.safe_contact import own_contact
from network.people.services.account import change_contact

WRONG = "This is not the number of the newest test. Look at the newest e-mail, or ask for another test."


@signed_in
@confirmed
@require_http_methods(["GET", "HEAD", "POST"])
def choices(request: HttpRequest) -> HttpResponse:
    """Channel, hours, days, disguise and who else reads it."""
    form = form_for(request, OwnContactForm, initial=_as_chosen(request.user))
    if request.method == "POST" and form.is_valid():
        change_contact(request.user, form.contact)
        messages.success(request, "Your choices about messages are saved.")
        return redirect("people:account" if form.contact.channel == "none" else "contact:check")
    return render(request, "notifications/contact.html", {"form": form})


@signed_in
@require_http_methods(["GET", "HEAD", "POST"])
def check(request: HttpRequest) -> HttpResponse:
    """Whether mails can leave and what is still to do; a POST types the number of the test. Shows no address."""
    form = form_for(request, NumberForm)
    if request.method == "POST" and form.is_valid():
        if contact_checks.answer_test(request.user, form.cleaned_data["number"]):
            messages.success(request, "Thank you. From now on we may write there.")
            return redirect("contact:check")
        form.add_error("number", WRONG)
    context = {"form": form, "reach": queries.reach_of(request.user)}
    return render(request, "notifications/contact_check.html", context)


@signed_in
@require_POST
def test(request: HttpRequest) -> HttpResponse:
    """Have a test mailed."""
    try:
        contact_checks.ask_for_test(request.user)
    except contact_checks.TestRefused as refused:
        messages.warning(request, str(refused))
    return redirect("contact:check")


@signed_in
@require_POST
def still_safe(request: HttpRequest) -> HttpResponse:
    """The way that was confirmed before is still safe."""
    if contact_checks.still_safe(request.user):
        messages.success(request, "Thank you. We ask again in six months.")
    return redirect("contact:check")


def _as_chosen(user) -> dict:
    """What the form begins with; who has no contact yet starts in the language of her pages."""
    contact = own_contact(user.public_id)
    return vars(contact) | ({} if contact.ref else {"language": own_language(user.language)})
