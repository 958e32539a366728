"""Where an invitation comes from."""

from wtforms import FileField, TextAreaField

from webapp.core.forms import Form


class InvitationForm(Form):
    file = FileField("The invitation", render_kw={"accept": "text/calendar,.ics,.vcs"})
    text = TextAreaField("Or what is in it", render_kw={"rows": 4, "spellcheck": "false"})
