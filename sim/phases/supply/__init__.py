"""How goods reach the shops: orders go up tier by tier, and goods come down."""
