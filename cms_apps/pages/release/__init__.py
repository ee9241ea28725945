"""A press release in other forms than a page: plain text and paper, from one account of what it says."""
