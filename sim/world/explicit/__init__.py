"""Populations given outright, as textbook cases have them: firms, farmers, a marketplace."""
