"""Page images made ready for reading."""
