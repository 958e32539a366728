"""What every capability rests on, and what knows none of them."""
