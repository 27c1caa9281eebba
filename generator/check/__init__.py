"""The built site, checked: links, anchors, assets, ids and the basics of HTML, all at once.

Reads the built files and nothing else; the content folder serves only to say where a problem
comes from. Nothing is fetched: whether other sites still answer is not checked.
"""

from generator.check.inspection import Checked, check_site

__all__ = ["Checked", "check_site"]
