from django import forms

from network.taxonomy.words import LANGUAGES
from network.voices.models import Voice

LEAST = 20
# How long words of each kind may be, and how high the box for them is.
SIZES = {Voice.Kind.QUOTE: (600, 5), Voice.Kind.STORY: (4_000, 14)}


class OfferForm(forms.Form):
    """Words for the public, as long as their kind may be."""

    language = forms.ChoiceField(
        choices=list(LANGUAGES.items()),
        label="Language of these words",
        error_messages={"invalid_choice": "Choose one of these languages"},
    )
    with_name = forms.BooleanField(
        required=False,
        label="My name may stand beside these words",
        help_text="Only while you also say yes to your name for the public. Without this, no name is shown.",
    )
    field_order = ["words", "language", "with_name"]

    def __init__(self, *args, kind: str, **options):
        super().__init__(*args, **options)
        most, rows = SIZES[Voice.Kind(kind)]
        self.fields["words"] = forms.CharField(
            min_length=LEAST,
            max_length=most,
            label="Your words",
            help_text=f"{LEAST} to {most:,} characters.",
            widget=forms.Textarea({"rows": rows, "autocomplete": "off"}),
            error_messages={
                "required": "Write the words that the public may read",
                "min_length": f"Write {LEAST} characters or more",
                "max_length": f"Write {most:,} characters or fewer",
            },
        )
        self.order_fields(self.field_order)
