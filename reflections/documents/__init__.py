"""A choice of one's own experiences and pieces as a document to take along (docs/decisions/0162).

`made` puts it together, the other modules write it down: each for one kind of file, from the same parts.
"""
