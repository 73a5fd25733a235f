"""The prose of a report: its headings, head, and sentences that state a figure."""
