"""Lists that grow and shrink without script: every button sends the whole form, and all rows come back."""

import re

from django import forms

from network.consultations.forms.base import WIDE, PartialMixin
from network.consultations.linter import lint
from network.consultations.services.writing import MOST_QUESTIONS, Present

MOST_ATTENDEES = 12


class RowsForm(PartialMixin, forms.Form):
    """Rows of the same `columns`. A button `do` = add, remove-N or up-N changes the rows, else they are saved.

    Rows that are empty in every column are left out; `missing` is the error when none is left.
    """

    columns: dict[str, "RowText"] = {}
    most = 1
    missing = ""
    use_required_attribute = False

    def __init__(self, data=None, files=None, *, rows=(), partial=False):
        super().__init__(data, files)
        self.partial = partial
        self.rows_given = list(rows)
        self.count = min(
            max(self._rows_sent() if data is not None else len(self.rows_given), 1), self.most + 1
        )
        for number in range(self.count):
            for name, field in self.columns.items():
                self.fields[f"{name}_{number}"] = self._row_field(field, name, number)

    def _rows_sent(self) -> int:
        first = next(iter(self.columns))
        numbers = [int(hit[1]) for key in self.data if (hit := re.fullmatch(rf"{first}_(\d{{1,3}})", key))]
        return max(numbers, default=0) + 1

    def _row_field(self, template: "RowText", name: str, number: int) -> forms.Field:
        field = template.__class__(**template.as_row(number + 1))
        if number < len(self.rows_given):
            field.initial = self.rows_given[number][name]
        return field

    def clean(self):
        data = super().clean()
        if not self.partial and not self.errors and not self.filled():
            self.add_error(f"{next(iter(self.columns))}_0", self.missing)
        return data

    def rows(self) -> list[dict[str, str]]:
        """Every row as typed, changed by the button that was pressed."""
        rows = [
            {name: self.cleaned_data.get(f"{name}_{number}", "") for name in self.columns}
            for number in range(self.count)
        ]
        return _changed(rows, self.data.get("do", ""))

    def filled(self) -> list[dict[str, str]]:
        """The rows that hold something."""
        return [row for row in self.rows() if any(row.values())]

    def numbered(self) -> list[dict]:
        """Each row for the template: its number from 0 and its bound fields."""
        return [
            {"number": number, "fields": [self[f"{name}_{number}"] for name in self.columns]}
            for number in range(self.count)
        ]


def _changed(rows: list[dict], do: str) -> list[dict]:
    hit = re.fullmatch(r"(remove|up)-(\d{1,3})", do)
    if hit is None or not 0 <= (at := int(hit[2])) < len(rows):
        return rows
    if hit[1] == "remove":
        return rows[:at] + rows[at + 1 :]
    before = max(at - 1, 0)
    return [*rows[:before], rows[at], *rows[before:at], *rows[at + 1 :]]


class RowText(forms.CharField):
    """A text in a row; its label carries the row's number, so that every field has its own name."""

    def __init__(self, *, row_label: str = "", row_area: bool = False, **options):
        self.row_label, self.row_area, self.options = row_label, row_area, options
        super().__init__(**options)

    def as_row(self, number: int) -> dict:
        widget = forms.Textarea({"rows": 2}) if self.row_area else forms.TextInput(WIDE)
        return {**self.options, "label": self.row_label.format(number), "widget": widget}

    def validate(self, value) -> None:
        """A single row may be empty: whether the list has enough rows is the form's question."""


class QuestionsForm(RowsForm):
    """Up to eight questions in the order in which they are asked."""

    columns = {
        "question": RowText(
            row_label="Question {}",
            row_area=True,
            max_length=500,
            error_messages={"max_length": "Shorten the question to 500 characters or fewer"},
        )
    }
    most = MOST_QUESTIONS
    missing = "Write at least one question"

    def numbered(self) -> list[dict]:
        """Each row with what the linter finds in it as it stands."""
        rows = super().numbered()
        return [row | {"findings": lint(row["fields"][0].value() or "")} for row in rows]

    def texts(self) -> list[str]:
        return [row["question"] for row in self.filled()]


class AttendeesForm(RowsForm):
    """Who of the office is in the room, and why."""

    columns = {
        "who": RowText(row_label="Person {}: name or role", max_length=120),
        "why": RowText(row_label="Person {}: what they do in the room", max_length=160),
    }
    most = MOST_ATTENDEES
    missing = "Say who attends, by name or role"

    def clean(self):
        data = super().clean()
        for number in range(self.count):
            who, why = self.cleaned_data.get(f"who_{number}"), self.cleaned_data.get(f"why_{number}")
            if why and not who:
                self.add_error(f"who_{number}", "Enter who this is, by name or role")
            elif who and not why and not self.partial:
                self.add_error(f"why_{number}", "Enter what they do in the room")
        return data

    def people(self) -> list[Present]:
        return [Present(**row) for row in self.filled()]
