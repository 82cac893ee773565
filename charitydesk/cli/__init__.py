"""The command line others can script."""
