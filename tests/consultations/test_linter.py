import pytest

from network.consultations.linter import as_rows, lint, rules

REFUSED = {
    "retelling": [
        "Tell us your story of being trafficked.",
        "What happened to you after you arrived?",
        "How were you recruited?",
        "Can you describe your experience of exploitation?",
        "How did you get out?",
    ],
    "identifying people": [
        "Who trafficked you?",
        "What is your real name?",
        "Can you name other survivors we should talk to?",
        "Where do you live now?",
    ],
    "live case": ["What happens in your pending case?", "Did you testify against him?"],
    "immigration status": ["What is your immigration status?", "Did you come here with a visa?"],
    "criminal history": ["Have you ever been arrested?", "Did you commit any crimes?"],
    "health status": ["Have you been diagnosed with PTSD?", "How is your mental health?"],
}
ADVICE = {
    "leading or pressing": ["Don't you agree that the plan is better?", "You must answer all parts."],
    "stereotype words": ["How can we give the voiceless a say?", "How should we help vulnerable women?"],
    "two questions in one": ["What works here, and how should the form look?"],
}
FINE = [
    "What should a form avoid asking about immigration status?",
    "Which parts of the referral form would stop somebody from asking for help?",
    "How should police explain people's rights at first contact?",
    "What should training say about not punishing people for what they were made to do?",
    "How could courts protect people who give evidence?",
    "What would make a shelter's house rules fair?",
    "How should an employer answer when a worker reports withheld pay?",
    "Which words in chapter 3 would you change, and why?",
    "At which points should an interpreter be offered?",
    "What would make a health service easier to use?",
]


@pytest.mark.parametrize(("category", "question"), [(c, q) for c, qs in REFUSED.items() for q in qs])
def test_what_is_never_asked_is_refused(category, question):
    assert (category, True) in {(finding.category, finding.refused) for finding in lint(question)}


@pytest.mark.parametrize(("category", "question"), [(c, q) for c, qs in ADVICE.items() for q in qs])
def test_weak_wording_gets_advice_and_is_not_refused(category, question):
    findings = lint(question)
    assert category in {finding.category for finding in findings}
    assert not any(finding.refused for finding in findings)


@pytest.mark.parametrize("question", FINE)
def test_questions_about_the_work_pass(question):
    assert lint(question) == []


def test_curly_quotes_and_capitals_change_nothing():
    assert lint("DON’T YOU AGREE THAT IT HELPS?")[0].category == "leading or pressing"


def test_a_finding_shows_the_words_and_a_better_question():
    [finding] = lint("Thank you. Have you ever been arrested? Take your time.")
    assert finding.words == "Have you ever been arrested"
    assert finding.reason and finding.better


def test_what_is_refused_comes_first():
    findings = lint("Don't you agree? Who trafficked you?")
    assert [finding.refused for finding in findings] == sorted(
        (finding.refused for finding in findings), reverse=True
    )


def test_our_own_better_wordings_pass_the_linter():
    for rule in rules():
        assert not any(finding.refused for finding in lint(rule.better)), rule.category


def test_findings_are_kept_as_plain_rows():
    [row] = as_rows(lint("Who trafficked you?"))
    assert set(row) == {"category", "refused", "words", "reason", "better"}
