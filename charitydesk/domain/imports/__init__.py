"""Reading other people's tables: which column is what, what each cell means, which rows are here already."""
