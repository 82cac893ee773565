"""CharityDesk: contracts, notices, clocks and letters that stand up."""

__version__ = "0.1.0"
