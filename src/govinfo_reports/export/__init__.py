"""What leaves the library: JSON, and the command line's text."""
