from tests.races import flush_past_the_triggers

__all__ = ["flush_past_the_triggers"]
