"""PDF, ruled or not, with text or as page images."""
