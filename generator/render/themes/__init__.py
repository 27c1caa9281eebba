"""Themes: what they consist of, what they declare, and the mistakes that one can make in them."""
