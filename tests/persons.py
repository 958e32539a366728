"""The people in the tests. Each has a role: the owner of what is looked at, an outsider, and one
who isn't signed in."""

import io
from copy import copy

from flask.testing import FlaskClient
from werkzeug.datastructures import FileStorage
from werkzeug.test import encode_multipart

from webapp.accounts.kept_cookies import COOKIE as KEPT
from webapp.accounts.models import User
from webapp.core.clock import now
from webapp.core.database import db
from webapp.core.sessions import COOKIE
from webapp.example.filling import fill

OURS = {"Sec-Fetch-Site": "same-origin"}  # what a browser sends from our own pages
HTMX = {"HX-Request": "true", "HX-Request-Type": "partial"}
PASSWORD = "a long walk by the river"


class Browser:
    """A test client that behaves as a browser on our own pages; with `htmx=True` as htmx inside
    one."""

    def __init__(self, app):
        self.app = app
        self.client: FlaskClient = app.test_client()
        self.client.set_cookie(KEPT, "1")  # it has seen the form, and keeps what it is given

    def get(self, url, **options):
        return self.open("GET", url, **options)

    def post(self, url, data=None, **options):
        return self.open("POST", url, data=data, **options)

    def put(self, url, data=None, **options):
        return self.open("PUT", url, data=data, **options)

    def delete(self, url, data=None, **options):
        return self.open("DELETE", url, data=data, **options)

    def upload(self, url, data=None, name="file", **fields):
        """Posts a form with a file in it, or none when there is no `data`."""
        file = {} if data is None else {"file": FileStorage(io.BytesIO(data), name)}
        boundary, body = encode_multipart({**fields, **file})
        return self.post(url, body, content_type=f"multipart/form-data; boundary={boundary}")

    def open(self, method, url, htmx=False, headers=(), **options):
        """`headers` are added; one set to None is left out, such as `headers={"Sec-Fetch-Site":
        None}`."""
        sent = {**OURS, **(HTMX if htmx else {}), **dict(headers)}
        sent = {name: value for name, value in sent.items() if value is not None}
        # buffered: read whole and closed, static files too
        return self.client.open(url, method=method, headers=sent, buffered=True, **options)


class Person(Browser):
    """Someone with an account, signed in on one device. `password=True` gives the account PASSWORD,
    which takes time."""

    def __init__(self, app, name, password=False):
        super().__init__(app)
        self.email = f"{name}@example.org"
        with app.app_context():
            if password:
                user = User.register(self.email, PASSWORD, at=now())
            else:
                user = User(email=self.email, password_hash="none", created_at=now())
                db.session.add(user)
                db.session.flush()
            self.id = user.id
            db.session.commit()
        self.sign_in("Chrome on Android")

    def sign_in(self, device):
        with self.app.app_context():
            user = db.session.get(User, self.id)
            user.sign_in_from(device, at=now())
            self.token = user.token
            db.session.commit()
        with self.client.session_transaction() as session:
            session["_user_id"], session["_fresh"], session.permanent = self.token, True, True

    def on(self, device):
        """The same person, signed in on one more device."""
        again = copy(self)
        again.client = self.app.test_client()
        again.sign_in(device)
        return again

    @property
    def cookie(self):
        """The name and value of the cookie that signs this person in."""
        return COOKIE, self.client.get_cookie(COOKIE).value

    def with_example(self):
        """Fills the account with the worked example, and returns the person."""
        with self.app.app_context():
            fill(self.id, at=now())
            db.session.commit()
        return self

    def has(self, *rows):
        """Keeps these rows as this person's, and returns the first of them with all of its columns
        loaded."""
        with self.app.app_context():
            for row in rows:
                row.user_id = self.id
            db.session.add_all(rows)
            db.session.flush()
            for row in rows:
                db.session.refresh(row)
            db.session.expunge_all()
            db.session.commit()
        return rows[0]

    def rows(self, model):
        """All of this person's rows of a model, oldest first."""
        with self.app.app_context():
            return db.session.query(model).filter_by(user_id=self.id).order_by(model.id).all()
