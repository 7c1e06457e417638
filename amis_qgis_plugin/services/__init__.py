"""Talking to servers: what they offer, in words a geologist understands when it fails."""
