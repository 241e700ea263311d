"""Every field is rendered with its label, hint and error joined to it."""

import re

import pytest
from django import forms
from django.template import Context, Template

from network.common.dates import DayField


class Way(forms.Form):
    alias = forms.CharField(label="Your alias", help_text="Any name <you> like")
    way = forms.ChoiceField(
        label="How may we reach you?", choices=[("mail", "E-mail")], widget=forms.RadioSelect
    )
    topics = forms.MultipleChoiceField(
        choices=[("a", "Courts")], widget=forms.CheckboxSelectMultiple, required=False
    )
    zone = forms.ChoiceField(choices=[("n", "Nairobi")])
    note = forms.CharField(widget=forms.Textarea({"class": "own"}), required=False)
    last = DayField(label="Last day")
    agreed = forms.BooleanField(label="I have read this", help_text="All of it")
    back = forms.CharField(widget=forms.HiddenInput, required=False)


def flat(html: str) -> str:
    """The markup on one line: how a template is broken into lines does not matter."""
    return " ".join(html.split())


def rendered(template: str, **context) -> str:
    return flat(Template(template).render(Context(context)))


def ids(html: str) -> set[str]:
    return set(re.findall(r' id="([^"]+)"', html))


@pytest.mark.parametrize(
    "data", [None, {}, {"alias": "<script>alert(1)</script>", "last_0": "31", "last_1": "2"}]
)
def test_every_reference_of_a_form_leads_somewhere(data):
    html = rendered("{% error_summary form %}{{ form }}", form=Way(data))
    referred = " ".join(re.findall(r'(?:aria-describedby|for)="([^"]*)"', html)).split()
    linked = re.findall(r'href="#([^"]+)"', html)
    assert referred
    assert set(referred) | set(linked) <= ids(html)
    assert len(re.findall(r' id="', html)) == len(ids(html)), "an id is used twice"


def test_a_mistake_is_said_beside_the_field_and_read_with_it():
    html = str(Way({})["alias"].as_field_group())
    assert '<span class="govuk-visually-hidden">Error:</span> This field is required.' in html
    assert 'aria-describedby="id_alias_helptext id_alias_error"' in html
    assert 'aria-invalid="true"' in html
    assert "govuk-form-group--error" in html and "govuk-input--error" in html


def test_an_untouched_field_has_no_error_state():
    html = rendered("{{ form }}", form=Way())
    assert "error" not in html


def test_what_was_typed_is_kept_and_escaped():
    html = rendered(
        "{{ form }}", form=Way({"alias": '"><script>x</script>', "last_0": "<b>", "note": "</textarea>"})
    )
    assert "<script>" not in html and "<b>" not in html
    assert "&lt;script&gt;x" in html and "&lt;/textarea&gt;" in html


def test_hints_and_labels_are_escaped():
    html = rendered("{{ form }}", form=Way())
    assert "Any name &lt;you&gt; like" in html


@pytest.mark.parametrize("name", ["way", "topics", "last"])
def test_a_group_is_a_fieldset_whose_legend_asks_the_question(name):
    html = flat(Way({})[name].as_field_group())
    assert re.search(r"<fieldset[^>]*> <legend[^>]*> ?" + re.escape(Way()[name].label), html)


def test_a_group_describes_itself_by_its_error():
    assert 'class="govuk-fieldset" aria-describedby="id_way_error"' in str(Way({})["way"].as_field_group())


@pytest.mark.parametrize(
    ("name", "classes"),
    [
        ("alias", "govuk-input"),
        ("zone", "govuk-select"),
        ("note", "govuk-textarea own"),
        ("way", "govuk-radios__input"),
        ("topics", "govuk-checkboxes__input"),
        ("agreed", "govuk-checkboxes__input"),
    ],
)
def test_controls_wear_the_pattern_and_keep_their_own_classes(name, classes):
    assert f'class="{classes}"' in str(Way()[name].as_field_group())


def test_a_single_checkbox_stands_before_its_label():
    html = str(Way()["agreed"].as_field_group())
    assert html.index('type="checkbox"') < html.index("I have read this")
    assert html.count("I have read this") == 1


def test_only_fields_that_may_stay_empty_say_optional():
    assert "(optional)" in str(Way()["note"].as_field_group())
    assert "(optional)" not in str(Way()["alias"].as_field_group())


def test_hidden_fields_are_sent_without_a_label():
    html = rendered("{{ form }}", form=Way())
    assert '<input type="hidden" name="back"' in html
    assert "Back</label>" not in html


def test_the_only_question_of_a_page_is_its_heading():
    assert re.search(r"<h1[^>]*> <label[^>]*>Your alias", rendered("{% question form.alias %}", form=Way()))
    assert re.search(r"<legend[^>]*> <h1[^>]*> How may we", rendered("{% question form.way %}", form=Way()))


class TestErrorSummary:
    def test_it_names_each_field_and_leads_to_its_first_control(self):
        html = rendered("{% error_summary form %}", form=Way({}))
        assert '<a href="#id_alias">Your alias: This field is required.</a>' in html
        assert '<a href="#id_way_0">How may we reach you? This field is required.</a>' in html
        assert '<a href="#id_last_0">Last day: Enter a date</a>' in html

    def test_there_is_none_without_mistakes(self):
        assert rendered("{% error_summary form %}", form=Way()).strip() == ""

    def test_it_tells_errors_that_belong_to_no_field(self):
        form = Way({})
        form.add_error(None, "The <two> days are the same")
        assert "<li>The &lt;two&gt; days are the same</li>" in rendered("{% error_summary form %}", form=form)

    def test_it_gathers_several_forms_and_formsets(self):
        many = forms.formset_factory(Way, extra=1, min_num=1, validate_min=True)
        sent = many({"form-TOTAL_FORMS": "1", "form-INITIAL_FORMS": "0", "form-0-alias": "J"})
        html = rendered("{% error_summary one many %}", one=Way({}, prefix="one"), many=sent)
        assert 'href="#id_one-alias"' in html and 'href="#id_form-0-zone"' in html


class TestDay:
    def cleaned(self, day, month, year):
        form = Way({"alias": "J", "last_0": day, "last_1": month, "last_2": year})
        return form.errors.get("last"), form.cleaned_data.get("last")

    def test_it_is_a_date(self):
        assert str(self.cleaned("24", "11", "2026")[1]) == "2026-11-24"

    @pytest.mark.parametrize(
        ("typed", "message"),
        [
            (("", "", ""), "Enter a date"),
            (("1", "", "2026"), "Enter a day, a month and a year"),
            (("31", "2", "2026"), "Enter a real date in numbers, for example 24 11 2026"),
            (("x", "2", "2026"), "Enter a real date in numbers, for example 24 11 2026"),
            (("1", "1", "99999999999999999999"), "Enter a real date in numbers, for example 24 11 2026"),
        ],
    )
    def test_a_mistake_is_one_message_with_its_cure(self, typed, message):
        assert self.cleaned(*typed)[0] == [message]

    def test_what_is_no_date_stays_in_the_boxes(self):
        html = str(Way({"last_0": "31", "last_1": "Feb", "last_2": "2026"})["last"])
        assert 'value="31"' in html and 'value="Feb"' in html and 'value="2026"' in html
