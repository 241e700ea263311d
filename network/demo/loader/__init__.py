"""Plays the demo's history through the product's own services, each step at its own moment in the past.

Nothing here writes a state by hand: what the demo shows is what the services made, ledgers and audit included.
"""
