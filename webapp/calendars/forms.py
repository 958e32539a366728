"""Where an invitation comes from."""

from wtforms import FileField, TextAreaField

from webapp.core.forms import Form


class InvitationForm(Form):
    file = FileField(
        "The invitation", render_kw={"accept": "text/calendar,message/rfc822,.ics,.vcs,.eml,.txt"}
    )
    text = TextAreaField("Or the mail’s text", render_kw={"rows": 4, "spellcheck": "false"})
