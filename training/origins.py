"""Where a pair of texts comes from."""

ORIGINS = ("fnc", "fnc-more", "heads-more", "told-more", "msrp", "msrp-val", "ecb", "ecb-dev", "made", "made-dev", "ours",
           "ours-sample", "ours-floor", "written", "written-floor", "stances", "stances-floor",
           "acts", "acts-dev", "affairs", "affairs-floor", "articles", "articles-floor", "acts-floor")
