"""Farm households at the opening: people, land, plots, and who may sell online."""
