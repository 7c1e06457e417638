"""Docks and dialogs: widgets that show values and tell wishes, and the classes that wire them."""
