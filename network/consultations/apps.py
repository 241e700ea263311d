from django.apps import AppConfig


class ConsultationsConfig(AppConfig):
    name = "network.consultations"
    label = "consultations"
