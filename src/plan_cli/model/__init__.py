"""The model: numbers, paths, targets, plans and observations as frozen values; no input or output."""
