"""One class per journey; each method is one use case and one transaction."""
