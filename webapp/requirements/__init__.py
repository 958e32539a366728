"""Requirements: what the position asks for, and which story shows that the person has it."""
