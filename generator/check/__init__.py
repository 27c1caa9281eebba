"""Check the built site: links, anchors, assets, ids and the basics of HTML.

The content folder is read only to find where a problem comes from. Nothing is fetched: whether
other sites still answer is not checked.
"""

from generator.check.inspection import Checked as Checked
from generator.check.inspection import check_site as check_site
