"""What a day holds: one file a phase, each saying what it reads, what it writes and how far it looks."""
