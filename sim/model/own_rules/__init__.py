"""Rules of the user's own in the place of built-in ones: found, tried, checked, in force."""
