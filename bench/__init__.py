"""Measured speed, as ratios and times with a bound each: `make bench`."""
