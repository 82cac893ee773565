"""Writers that turn document models into files; they know no database."""
