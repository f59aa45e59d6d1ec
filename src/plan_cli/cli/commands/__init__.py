"""Commands: one module each, with a function of the same name. Parameters → one call → writer → exit code."""
