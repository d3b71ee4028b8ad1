"""The frame around the pages, and what joins them."""
