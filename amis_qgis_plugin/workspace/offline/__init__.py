"""Taking a layer of a server offline: page by page, kept as it comes, judged at the end."""
