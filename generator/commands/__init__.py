"""The commands, one module each: take options, have the work done and print the outcome."""

from __future__ import annotations

import importlib

import click

NAMES = (
    "build",
    "serve",
    "convert",
    "inspect",
    "explain",
    "list",
    "check",
    "verify",
    "init",
    "new",
    "theme",
    "clean",
)
"""In the order of the help; each is a module in this folder."""


class Commands(click.Group):
    """Loads a command's module when the command is asked for."""

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002 - click's signature
        return [*NAMES]

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:  # noqa: ARG002
        if cmd_name not in NAMES:
            return None
        module = importlib.import_module(f"generator.commands.{cmd_name}")
        command: click.Command = getattr(module, f"{cmd_name}_command")
        return command
