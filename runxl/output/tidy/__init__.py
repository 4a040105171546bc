"""The tidy table of every nämnd, year and period: a row for each object in each, one kind of value per column."""
