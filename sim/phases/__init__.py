"""What a day holds: one file a phase, which says what it reads and writes and how far it looks."""
