"""Boxes and pages: what a box is, boxes in boxes, columns, and how pages are filled. No text is set here."""
