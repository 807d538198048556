"""The covering mail of a brief: recipients, subject, text and attachment in, a draft that a mail program opens out."""
