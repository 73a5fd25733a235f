"""Many reports at once: in a program (`parse_many`), or folders of them on one command."""
