"""Keys live apart from what they open: in the database "keys", where the deployment names one."""

from django.conf import settings

KEY_STORE = "keys"


class KeyRouter:
    """Sends the vault's keys, and nothing else, to the key store."""

    def db_for_read(self, model, **hints):
        return key_store() if _is_key(model._meta.app_label, model._meta.model_name) else None

    db_for_write = db_for_read

    def allow_migrate(self, db, app_label, model_name=None, **hints):
        """The key store has no other table, and where there is one, no other database has this table."""
        return (
            (db == key_store()) == _is_key(app_label, model_name) if KEY_STORE in settings.DATABASES else None
        )


def key_store() -> str:
    """The alias of the database that holds the keys."""
    return KEY_STORE if KEY_STORE in settings.DATABASES else "default"


def _is_key(app_label, model_name) -> bool:
    return (app_label, model_name) == ("vault", "key")
