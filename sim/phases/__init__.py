"""What a day holds: here the phases, each with what it reads and writes; their parts by market."""
