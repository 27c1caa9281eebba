"""Microfiche turns a folder of raw documents into a lasting website."""

__version__ = "0.1.0"
