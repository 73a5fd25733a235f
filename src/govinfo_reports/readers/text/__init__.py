"""Plain text, Markdown, and what converters make of tables in text."""
