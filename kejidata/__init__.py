"""Science-and-technology indicators that are right, from published tables and work reports."""
