"""Several web nodes share one Redis: what one of them counts, the others see."""

import os

import pytest
import redis
from django.core.cache import cache
from django.test import Client

REDIS = os.environ.get("TEST_REDIS_URL", "redis://127.0.0.1:6379/15")
CACHES = {
    name: {
        "BACKEND": "django.core.cache.backends.redis.RedisCache",
        "LOCATION": REDIS,
        "KEY_PREFIX": "network-test",
    }
    for name in ("default", "fragments")
}


@pytest.fixture
def shared_cache(settings):
    """The cache in Redis, emptied of this test's keys; skipped, or failed where it is required, without one."""
    server = redis.Redis.from_url(REDIS, socket_connect_timeout=2)
    try:
        server.ping()
    except redis.ConnectionError:
        (pytest.fail if os.environ.get("REQUIRE_REDIS") else pytest.skip)(f"no Redis answers at {REDIS}")
    settings.CACHES = CACHES
    yield cache
    server.delete(*(server.keys("network-test:*") or ["network-test:none"]))


def test_what_one_node_keeps_another_reads(shared_cache):
    shared_cache.set("seen", 1)
    assert redis.Redis.from_url(REDIS).keys("network-test:*seen")


@pytest.mark.django_db
def test_tries_on_two_nodes_count_together(shared_cache):
    wrong = {"login": "nobody-here", "password": "not the password"}
    said = [Client().post("/account/login/", wrong).content.decode() for _ in range(6)]
    assert "not right" in said[0]
    assert "too many tries" in said[-1]
