"""What the application is made of, wired together."""

from collections.abc import Iterable
from types import ModuleType

from flask import Flask
from flask_compress import Compress
from werkzeug.middleware.proxy_fix import ProxyFix

from webapp.accounts import login, registration
from webapp.calendars import routes as calendars
from webapp.checklists import routes as checklists
from webapp.core import (
    assets,
    csrf,
    database,
    errors,
    files,
    headers,
    health,
    hosts,
    late,
    methods,
    rendering,
    serving,
    sessions,
    validators,
    versions,
)
from webapp.core.config import Settings, storage_options
from webapp.example import routes as example
from webapp.lessons import routes as lessons
from webapp.offline import routes as offline
from webapp.people import routes as people
from webapp.practice import exchanging, practising  # noqa: F401  more routes of the cards
from webapp.practice import routes as cards
from webapp.prepare import routes as interviews
from webapp.questions import routes as questions
from webapp.reflections import routes as reflections
from webapp.requirements import routes as requirements
from webapp.salary import routes as salary
from webapp.salary.benefits import routes as benefits
from webapp.salary.statements import routes as statements
from webapp.small_talk import routes as small_talk
from webapp.stories import routes as stories
from webapp.sync import receipts
from webapp.sync import routes as sync
from webapp.today import routes as today

CAPABILITIES = (
    today,
    interviews,
    calendars,
    lessons,
    requirements,
    people,
    questions,
    salary,
    statements,
    benefits,
    small_talk,
    checklists,
    stories,
    cards,
    reflections,
    example,
    offline,
    sync,
)
MAX_REQUEST = 1_000_000  # bytes
MAX_FIELDS = 2_000


def create_app(
    settings: Settings | None = None, capabilities: Iterable[ModuleType] = CAPABILITIES
) -> Flask:
    """The application for these `webapp.core.config.Settings`, of these capabilities, each the
    module of its routes. It touches the database only when asked something. Without settings, what
    a server such as gunicorn calls: see `webapp.core.serving.served`."""
    if settings is None:
        return serving.served(
            lambda settings: create_app(settings, capabilities), also=registration.first_words
        )
    app = Flask(
        "webapp",
        instance_path=str(settings.instance_path),
        static_folder=None,
        template_folder=str(assets.beside_or_above("templates")),
    )
    app.config.update(
        SECRET_KEY=settings.secret_key,
        SQLALCHEMY_DATABASE_URI=settings.database_url,
        RATELIMIT_STORAGE_URI=settings.rate_limit_storage,
        RATELIMIT_STORAGE_OPTIONS=storage_options(settings.rate_limit_storage),
        REGISTRATION=settings.registration,
        REGISTRATIONS_PER_HOUR=settings.registrations_per_hour,
        TRUSTED_PROXIES=settings.trusted_proxies,
        MAX_CONTENT_LENGTH=MAX_REQUEST,
        MAX_FORM_MEMORY_SIZE=MAX_REQUEST,
        MAX_FORM_PARTS=MAX_FIELDS,
        COMPRESS_ALGORITHM=["br", "gzip"],
        COMPRESS_MIN_SIZE=1000,  # bytes; below that the headers outweigh it
    )
    Compress(app)  # no page holds a secret that its length could tell: there are no tokens in forms
    for core in (
        database,
        versions,
        csrf,
        files,
        sessions,
        rendering,
        late,
        errors,
        assets,
        health,
    ):
        core.init_app(app)
    for capability in capabilities:
        app.register_blueprint(capability.bp)
    login.init_app(app)
    receipts.init_app(app)
    validators.init_app(app)  # after the accounts: it asks who it is
    release = app.extensions["assets"]["version"]
    # Flask's documented place for what goes around it, though it is a method.
    known = hosts.KnownHosts(
        methods.MethodOverride(app.wsgi_app), app, {settings.host, *settings.allowed_hosts}
    )
    app.wsgi_app = headers.SecurityHeaders(known, release)  # type: ignore[method-assign]
    if settings.trusted_proxies:
        hops = settings.trusted_proxies
        app.wsgi_app = ProxyFix(  # type: ignore[method-assign]
            app.wsgi_app, x_for=hops, x_proto=hops, x_host=hops
        )
    return app
