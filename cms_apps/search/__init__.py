"""Documents, engines and the search page: one document table, one analyser, three engines that store its tokens."""
