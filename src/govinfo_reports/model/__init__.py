"""The frozen attrs classes a report is made of."""
