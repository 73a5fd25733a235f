"""The prose of a report: its headings, and the sentences that state a figure."""
