"""Who walks through the demo in a browser, and how each gets in."""

from network.people.roles import Role
from tests.journeys.demo_site import Site

# Of each role the demo person with the most to see.
_AGREED = "JOIN engagements_contribution c ON c.engagement_id = e.id AND c.state = 'agreed'"
_MOST = "GROUP BY u.alias ORDER BY COUNT(*) DESC, u.alias LIMIT 1"
_EXPERT = f"""
    SELECT u.alias FROM people_user u JOIN experts_profile p ON p.user_id = u.id
    JOIN engagements_engagement e ON e.profile_id = p.id {_AGREED} {_MOST}"""
_OFFICIAL = f"""
    SELECT u.alias FROM people_user u JOIN agencies_official o ON o.user_id = u.id
    JOIN consultations_consultationrequest r ON r.agency_id = o.agency_id
    JOIN engagements_engagement e ON e.request_id = r.id {_AGREED} {_MOST}"""
_ANYBODY = """
    SELECT u.alias FROM people_user u JOIN people_rolegrant g ON g.user_id = u.id AND g.role = ?
    WHERE u.is_demo ORDER BY u.id LIMIT 1"""


def alias_of(site: Site, role: Role) -> str:
    """The sign-in name of the demo person who plays this role."""
    if role == Role.EXPERT:
        return site.ask(_EXPERT)[0][0]
    return site.ask(_OFFICIAL)[0][0] if role == Role.OFFICIAL else site.ask(_ANYBODY, role.value)[0][0]


def enter(page, site: Site, alias: str) -> None:
    """Sign the page's browser in as a demo person, by the demo's one click."""
    page.goto(f"{site.url}/demo/")
    page.get_by_role("button", name=f"Sign in as {alias}", exact=True).first.click()
    page.wait_for_url("**/home/**")
