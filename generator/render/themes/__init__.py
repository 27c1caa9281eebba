"""Themes: their files, what they declare, and the mistakes that people make in them."""
