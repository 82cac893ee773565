"""Writers that turn document models into files; they know no database.

Importing this package loads no Word or PDF library: import `word`, `pdf` or `previews` inside whatever drafts.
"""
