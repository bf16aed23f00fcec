"""Step over the built site: what the theme leaves undone.

Names for screen readers, hints that our policy forbids, a fault of the search that hides Chinese words, and work that
no reader has asked for yet.
"""

from __future__ import annotations

import re
from pathlib import Path

SEARCH = {"zh": "搜索", "en": "Search"}
MENDS = (
    # Firefox would prefetch the neighbours, which the policy blocks and the console reports.
    (re.compile(r'[ \t]*<link rel="(?:prev|next)"[^>]*>\n?'), ""),
    (re.compile(r'(data-md-component="search" role="dialog")>'), r'\1 aria-label="{search}">'),
    # A section with a page of its own names its list by an empty label; its title stands just below.
    (
        re.compile(r'aria-labelledby="(__nav_[\d_]+)_label"([^>]*>\s*<label class="md-nav__title") for="\1"'),
        r'aria-labelledby="\1_title"\2 id="\1_title" for="\1"',
    ),
    # The corner of a table that has row heads as well is no head of anything.
    (re.compile(r"<th></th>"), "<td></td>"),
    # It is the last but ours, which wait for it; no page needs to wait.
    (re.compile(r'(<script src="[^"]*assets/javascripts/bundle\.\w+\.min\.js")>'), r"\1 defer>"),
    # The boxes of a check list are drawings; nobody can tick them.
    (re.compile(r'<label class="task-list-control">'), '<label class="task-list-control" aria-hidden="true">'),
)
# The search cuts a query along the words of its index but never looks at the last character, so that a word typed in
# full, 诉讼时效, is cut into 诉讼 and 时.
WORKERS = "assets/javascripts/workers/search.*.min.js"
CUT = re.compile(r"for\(let (\w)=(\w)\+1;\1<(\w)\.length;\1\+\+\)\3\.slice\(\2,\1\)in ")
# On every page the theme reads the whole index of the search, half a second of a phone's time; on one opened as a
# file not before somebody searches, and that is soon enough everywhere. It also reads it to mark the words of a search
# on the page that the search led to, whether one did or not.
BUNDLES = "assets/javascripts/bundle.*.min.js"
EAGER = re.compile(
    r'[\w$]+\(location\.protocol!=="file:"\),([\w$]+\("search"\)\)\.pipe\([\w$]+\((\w+)=>\2\),([\w$]+)\()'
)
MARKING = re.compile(
    r'[\w$]+\(\[(\w+),(\w+\.pipe\([\w$]+\([\w$]+\(\)\),[\w$]+\((\w+)=>!!\3\.searchParams\.get\("h"\)\)\))\]\)'
    r"\.pipe\(([\w$]+)\("
)
# The theme takes the first change of the fragment for a walk to another page, fetches this one and builds it anew, so
# that a desk on it asks its question twice. A fragment with "=" holds settings and names no place on a page. First in
# the script, as a window calls in the order of asking.
SETTINGS = (
    'addEventListener("popstate",(event)=>{'
    'if(event.state===null&&location.hash.includes("="))event.stopImmediatePropagation()});\n'
)


class MendError(Exception):
    """The theme has changed, so that a mend no longer finds its place."""


def run(site: Path) -> str:
    """Mends all pages below `site` and the theme's scripts of both languages.

    Raises:
        MendError: the theme's scripts are others than we know.
    """
    pages = sorted(site.rglob("*.html"))
    for path in pages:
        path.write_text(mended(path.read_text("utf-8")), "utf-8")
    scripts = {WORKERS: searching_to_the_end, BUNDLES: kept_back}
    for names, mend in scripts.items():
        for path in [*site.glob(names), *site.glob(f"en/{names}")]:
            path.write_text(mend(path.read_text("utf-8")), "utf-8")
    return f"{len(pages)} pages, {len(scripts)} scripts of the theme"


def searching_to_the_end(worker: str) -> str:
    """The search worker's source, looking at the last character of a query too.

    Raises:
        MendError: there is not exactly one such place.
    """
    better, count = CUT.subn(lambda match: match[0].replace(f"<{match[3]}.", f"<={match[3]}."), worker)
    if count != 1:
        raise MendError(f"the search worker cuts queries in {count} places, not one: look at it and mend anew")
    return better


def kept_back(bundle: str) -> str:
    """The theme's script, leaving the index of the search alone until it is used, and settings to us.

    Raises:
        MendError: there is not exactly one such place.
    """
    starts, marks = EAGER.findall(bundle), MARKING.findall(bundle)
    if len(starts) != 1 or len(marks) != 1:
        raise MendError(f"the theme reads its index in {len(starts)} + {len(marks)} places, not 1 + 1: mend anew")
    then = starts[0][2]  # the theme's short name for what goes on with another stream
    waiting = rf"\2.pipe({then}(place=>\1.pipe(\4(index=>[index,place])))).pipe(\4("
    return SETTINGS + MARKING.sub(waiting, EAGER.sub(r"\1", bundle))


def mended(page: str) -> str:
    """The page with everything put right; doing it twice changes nothing more."""
    language = "en" if '<html lang="en"' in page else "zh"
    for pattern, better in MENDS:
        page = pattern.sub(better.replace("{search}", SEARCH[language]), page)
    return page
