from django.apps import AppConfig
from django.db.models.signals import post_migrate


class VaultConfig(AppConfig):
    name = "network.vault"
    label = "vault"

    def ready(self):
        from network.common.duties import register_duty
        from network.vault.services import finish_shredding

        post_migrate.connect(_migrate_key_store, sender=self)
        register_duty(
            "vault.shred", "Destroys keys whose owner left, where that was interrupted.", 5, finish_shredding
        )


def _migrate_key_store(sender, using, **kwargs):
    """`migrate` puts the key store in step too: nobody has to remember that there are two databases."""
    from django.core.management import call_command

    from network.vault.router import key_store

    if using == "default" and key_store() != "default":
        call_command("migrate", "vault", database=key_store(), verbosity=0)
