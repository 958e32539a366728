"""Round Two: the app to open before, during and after a second interview."""
