"""The report of a package: numbers first, each in a CSV; then one page of HTML from them."""
