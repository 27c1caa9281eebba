"""The commands, one module each: take options, have the work done and print the outcome."""
