"""What is asked of every page."""

from axe_playwright_python.sync_playwright import Axe

axe = Axe()


def axe_violations(page, *rules):
    """What axe-core finds against the page as it stands, by these rules or by all, as lines of
    text; none is the aim."""
    found = axe.run(
        page, options={"resultTypes": ["violations"], **({"runOnly": rules} if rules else {})}
    ).response["violations"]
    return [
        f"{rule['id']}: {rule['help']}: {node['html']}" for rule in found for node in rule["nodes"]
    ]


def overflow(page):
    """By how many pixels the page is wider than its window."""
    return page.evaluate(
        "() => document.documentElement.scrollWidth - document.documentElement.clientWidth"
    )
