"""Checking a submission: what is found, how grave it is, and how much of the least is there."""
