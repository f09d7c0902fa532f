"""Few and generic: one spider a family of sites, never one a site."""
