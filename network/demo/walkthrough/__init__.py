"""One whole engagement over HTTP, played as each role: the smoke test of a running demo."""
