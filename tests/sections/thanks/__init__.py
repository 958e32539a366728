"""A section of the tests' own: whom to thank, and for what. What it takes to add one."""
