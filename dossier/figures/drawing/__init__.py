"""Figures of one's own: `stage` has them drawn by ReportLab, `shows` says what stands at them, `draws` sets their words."""
