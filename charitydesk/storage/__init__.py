"""The local database: the only package that knows SQL."""
