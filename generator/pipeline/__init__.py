"""Run the stages of a build; only this package knows their order."""
