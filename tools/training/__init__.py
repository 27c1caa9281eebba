"""Scripts that train the models in the package. Run by hand, with the corpora at hand."""
