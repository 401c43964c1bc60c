"""What a run reports: outcomes, tables, and what is noted on the way to them."""
