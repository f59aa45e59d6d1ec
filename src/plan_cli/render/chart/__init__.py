"""Drawing: a picture's numbers as what can be looked at. SVG through a template that escapes, PNG made from that SVG.

``layout`` of a picture in pixels stands in ``geometry.py``; words and shapes in ``svg.py`` and ``templates/``.
Everything from the data passes ``visible`` and the template's escaping: it can become neither markup nor script.
"""
