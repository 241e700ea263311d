from django import forms

from network.outcomes.models import Decision
from network.outcomes.queries.register import STATES
from network.taxonomy.models import Pillar

LONGEST = 5000


def _words(label: str, help_text: str = "", rows: int = 5, **options) -> forms.CharField:
    return forms.CharField(
        label=label, help_text=help_text, max_length=LONGEST, widget=forms.Textarea({"rows": rows}), **options
    )


class FilterForm(forms.Form):
    """Narrows a list of recommendations; an unknown choice narrows nothing."""

    state = forms.ChoiceField(label="State", choices=[("", "All"), *STATES], required=False)

    def chosen(self) -> dict[str, str]:
        """What was chosen and is possible."""
        self.is_valid()
        return self.cleaned_data


class RegisterFilterForm(FilterForm):
    """The public register's filter: office, state, words."""

    office = forms.ChoiceField(label="Office", required=False)
    search = forms.CharField(label="Words in the recommendation", required=False, max_length=80)
    field_order = ("office", "state", "search")

    def __init__(self, *args, offices=(), **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["office"].choices = [("", "All"), *((each.public_id, each.name) for each in offices)]


def _note_choices(notes) -> list[tuple[str, str]]:
    return [(note.contribution.public_id, f"Note {note.number}: {note.name}") for note in notes]


class ChooseNotesForm(forms.Form):
    """Which notes to read and build on."""

    note = forms.MultipleChoiceField(
        label="Which notes do you want to build on?",
        help_text="You read only the notes you choose, and each expert sees that you read theirs.",
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": "Choose at least one note to build on."},
    )

    def __init__(self, *args, notes=(), **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["note"].choices = _note_choices(notes)


class RecommendationForm(forms.Form):
    """What experts recommend, and which agreed notes it rests on."""

    contributions = forms.MultipleChoiceField(
        label="Which notes does it rest on?",
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": "Choose at least one note that this recommendation rests on."},
    )
    text = _words(
        "What do the experts recommend?",
        "Say what should change, in one or two sentences. Everybody can read it. Do not write about a person.",
        error_messages={"required": "Write what should change."},
    )
    document = forms.CharField(
        label="Which document and version is it about?",
        help_text="For example: Referral guide, version 2, section 4",
        max_length=200,
        error_messages={"required": "Name the document and version, so that the change can be found later."},
    )
    pillar = forms.ChoiceField(
        label="Part of the work",
        choices=[("", "Choose one"), *Pillar.choices],
        error_messages={"required": "Choose one of the four parts."},
    )

    def __init__(self, *args, notes=(), **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["contributions"].choices = _note_choices(notes)


class AnswerForm(forms.Form):
    """The office's answer. The reason is asked for whatever the answer is."""

    decision = forms.ChoiceField(
        label="Will the office do this?",
        choices=Decision.choices,
        widget=forms.RadioSelect,
        error_messages={"required": "Choose yes, partly or no."},
    )
    reason = _words(
        "Why?",
        "Everybody can read this. Say what you will do and by when, or why not.",
        error_messages={"required": "Give the reason. Experts are owed it, whatever the answer is."},
    )


class ProgressForm(forms.Form):
    """What was done towards a recommendation."""

    text = _words(
        "What have you done since the answer?",
        "Everybody can read this. One or two sentences are enough.",
        error_messages={"required": "Write what was done, or what holds it up."},
    )


class ClaimForm(forms.Form):
    """Proof that it is done: the passage as it was and as it is."""

    text = _words("What did you change, and where can it be found?", rows=3)
    before = _words("The text before", "Leave this empty if there was none.", rows=6, required=False)
    after = _words("The text now", rows=6, error_messages={"required": "Copy the new text here."})

    def clean(self):
        cleaned = super().clean()
        if cleaned.get("after") and cleaned["after"].split() == cleaned.get("before", "").split():
            self.add_error("after", "The text now is the same as before. Show what changed.")
        return cleaned


class CheckForm(forms.Form):
    """One contributor's word on a claimed change."""

    holds = forms.TypedChoiceField(
        label="Was the change made as the office says?",
        choices=[("yes", "Yes, it was made"), ("no", "No, or not as it should be")],
        coerce=lambda value: value == "yes",
        widget=forms.RadioSelect,
        error_messages={"required": "Choose yes or no. You can also leave this page and say nothing."},
    )
    words = _words(
        "What is missing?",
        "The office sees this without your name. It is not shown to anybody else.",
        rows=3,
        required=False,
    )
