"""plan: yearly milestones of multi-year plan targets, checks of what was reported, and an audit of the plan."""

__version__ = "0.1.0"
