"""What readers make of Windows metafiles (EMF, EMF+, WMF): the strings that are drawn, the pictures in them, and what is not seen.

Office keeps such a drawing beside each object that was put into a document, and many letterheads are one. Nothing here
draws: strings become lines by where they stand, bitmaps become files. The rule to keep: straight lines, boxes and round
shapes are those of tables and charts and may be passed over; any other shape could be a letter or a mark, and is told.
"""
