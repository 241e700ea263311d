import re

import pytest


@pytest.fixture
def shown(sign_in):
    """`shown(user, path) -> str`: the page as that user gets it, without the tokens that differ by request."""

    def get(user, path: str) -> str:
        response = sign_in(user).get(path)
        assert response.status_code == 200, response.status_code
        return re.sub(r'name="csrfmiddlewaretoken" value="\w+"', "", response.content.decode())

    return get
