from django.apps import AppConfig


class VaultConfig(AppConfig):
    name = "network.vault"
    label = "vault"
