"""Scripts that train the models in the package. They are run by hand and need the corpora."""
