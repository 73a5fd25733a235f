"""Pages of a PDF whose tables have no ruling lines."""
