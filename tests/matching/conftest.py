from tests.engagements.conftest import shown

__all__ = ["shown"]
