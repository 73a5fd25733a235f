"""Who and when: the title, organ, dates, period and contact of a report."""
