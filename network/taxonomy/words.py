"""The field's topics (from the 2023 Trafficking in Persons Report's introduction) and skills, kept in every database."""

from network.taxonomy.models import Pillar

TOPICS = {
    Pillar.PREVENTION: {
        "supply-chains": "Supply chains and forced labour",
        "labour-recruitment": "Recruitment and recruitment fees",
        "awareness": "Awareness and public information",
        "online-harm": "Online-facilitated trafficking",
        "climate": "Climate and displacement",
        "worker-protection": "Worker protection and workplace care",
    },
    Pillar.PROTECTION: {
        "referral-mechanism": "National referral mechanisms",
        "victim-services": "Housing, health and support services",
        "return-and-reintegration": "Safe return and reintegration",
        "immigration-relief": "Residence and work permission",
        "child-protection": "Child protection",
        "financial-independence": "Financial stability and independence",
    },
    Pillar.PROSECUTION: {
        "courtroom-practice": "Trauma-informed courtroom practice",
        "financial-investigation": "Financial investigation",
        "non-punishment": "Non-punishment",
        "remedy": "Compensation and remedy",
        "law-enforcement-training": "Training of police and prosecutors",
    },
    Pillar.PARTNERSHIP: {
        "national-action-plan": "National action plans",
        "survivor-leadership": "Survivor leadership and employment",
        "grant-making": "Grant making and funding",
        "data-and-privacy": "Data and privacy",
        "interagency": "Coordination between agencies",
    },
}
SKILLS = {
    "policy-review": "Reviewing policy and law",
    "plain-language": "Writing in plain language",
    "facilitation": "Facilitating groups",
    "training": "Designing and giving training",
    "research": "Research and evaluation",
    "service-design": "Designing services and forms",
    "grant-review": "Reviewing grant applications",
    "interpreting": "Interpreting and cultural mediation",
    "case-management": "Case management",
    "public-speaking": "Public speaking",
    "data-analysis": "Working with data",
    "project-management": "Managing projects",
}
LANGUAGES = {
    "en": "English", "es": "Spanish", "fr": "French", "ar": "Arabic", "pt": "Portuguese", "sw": "Swahili",
    "tl": "Tagalog", "ro": "Romanian", "vi": "Vietnamese", "hi": "Hindi", "uk": "Ukrainian", "am": "Amharic",
}  # fmt: skip
