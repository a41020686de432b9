"""The gap report as Markdown."""
def render(a, lang):
    return ""
