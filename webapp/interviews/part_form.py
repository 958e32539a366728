"""The form of one thing of a part."""

from webapp.forms import Form


class PartForm(Form):
    """One thing of a part. In the form for a new one, whose `id` is given, the fields carry it in their names, since one page
    has several such forms."""

    def __init__(self, interview, formdata=None, *, id=None, **options):
        self.made_id = id
        super().__init__(formdata, prefix=str(id) if id else "", **options)

    @property
    def values(self):
        """The columns of the row, once the form is valid."""
        return {field.short_name: field.data for field in self}
