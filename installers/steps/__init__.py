"""The steps behind ``installers/bootstrap.py``: the standard library only, since nothing is installed yet."""
