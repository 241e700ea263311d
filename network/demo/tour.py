"""One engagement followed by hand: who you are, where you go, what you do and what to look for."""

from typing import NamedTuple


class Step(NamedTuple):
    """`alias` is the demo person to sign in as."""

    alias: str
    where: str
    do: str
    look_for: str


STEPS = [
    Step("demo-office-north", "Requests", "Open “Standards for guardians of children” and fill in what is missing.",
         "The pay and the hourly rate appear as soon as the hours are known."),
    Step("demo-office-north", "Requests", "Commit funds with a purchase order number, then submit.",
         "The list of checks, each with what to do."),
    Step("demo-manager", "Requests to review", "Read it as an expert will see it, then publish. Run the draw.",
         "The seed's fingerprint is stored before the draw and the seed is shown after it."),
    Step("demo-office-north", "Engagements", "Send the invitations.",
         "No name, no face: seats."),
    Step("demo-expert-heron", "Invitations", "If this expert was drawn, read the terms and accept. If not, try another expert.",
         "Pay, hours, who attends, what can change and how to stop, before any yes."),
    Step("demo-office-north", "Engagements", "Choose a time from those the expert offered.",
         "Both sides see their own time, with the zone named."),
    Step("demo-expert-heron", "My work", "Say yes to the time.", "The calendar shows her own time."),
    Step("demo-office-north", "Engagements", "After the session: mark it held, write the note, send it, confirm the work.",
         "The office cannot use the note yet."),
    Step("demo-expert-heron", "My work", "Read the note and agree to it, or ask for a change.",
         "Nothing is used before this."),
    Step("demo-finance", "Payments", "Record the transfer's reference. Above the threshold another person confirms.",
         "Amounts and references, never why."),
    Step("demo-office-north", "Recommendations", "Write a recommendation from the agreed note, then answer it.",
         "The date by which the office must answer."),
    Step("demo-expert-heron", "Home", "See what your input changed.", "The office's answer, in its own words."),
]  # fmt: skip
