"""Bills of materials as files: read losslessly where it matters, whatever their format."""
