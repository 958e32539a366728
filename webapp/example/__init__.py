"""The worked example: one complete second interview to start from, as data in content.toml. It is
the person's own once made: to change, or to delete like anything else."""
