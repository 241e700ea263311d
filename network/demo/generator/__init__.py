"""A network of any size for measuring: invented rows written in bulk, consistent with one another.

`load_demo` plays a small history through the real services; this writes a large one past them, so that ten
thousand experts take a minute. Both mark everyone as demo. The consent ledger's history is left out:
only what holds now is written.
"""
