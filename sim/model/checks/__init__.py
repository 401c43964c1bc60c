"""What must hold at the close of every day: goods, money, and numbers that can be counted."""
