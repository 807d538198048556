"""Figures of one's own, and SVG: ReportLab draws them on a stage.

`sketching` has it do so, `shows` says what stands at them, `draws` sets their words.
"""
