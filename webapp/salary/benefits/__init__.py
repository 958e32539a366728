"""Benefits: what there is besides the salary, in the order in which it matters to the person."""
