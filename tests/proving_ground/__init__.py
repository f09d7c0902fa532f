"""A web of our own that is as nasty as the real one: every family of sites, every bad habit, served on loopback."""
