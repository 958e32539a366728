"""What each section of preparing an interview is made of: its rows, its pages and its steps."""
