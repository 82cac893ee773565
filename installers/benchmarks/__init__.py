"""Measurements, each beside its floor or rival in the same run."""
