"""The commands, one module each, which take options, have the work done and print the outcome."""
