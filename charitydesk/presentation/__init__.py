"""State and wording of pages and forms, without Qt."""
