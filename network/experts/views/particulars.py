"""Private things: what the expert sealed, with who can see it and when. Opened by its owner alone."""

from django.shortcuts import render
from django.views.decorators.http import require_safe

from network.experts.own import own_particulars
from network.experts.particulars import PARTICULARS
from network.experts.queries import profile_of
from network.people.access import allow, confirmed
from network.people.roles import Role


@allow(Role.EXPERT)
@confirmed
@require_safe
def particulars(request):
    given = own_particulars(profile_of(request.user))
    rows = [(about, given.get(name, "")) for name, about in PARTICULARS.items()]
    return render(request, "experts/particulars.html", {"rows": rows})
