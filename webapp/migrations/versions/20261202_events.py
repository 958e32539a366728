"""what happened to the lock of an account"""

import sqlalchemy as sa
from alembic import op

revision = "events"
down_revision = "links"
KINDS = ("signed-in", "wrong", "too-many", "changed", "signed-out", "deleted")


def upgrade():
    op.create_table(
        "events",
        sa.Column("user_id", sa.Uuid(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column(
            "what", sa.Enum(*KINDS, name="what", native_enum=False, length=12), nullable=False
        ),
        sa.Column("device", sa.String(length=120), server_default="", nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["user_id"], ["users.id"], name=op.f("fk_events_users"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("user_id", "id", name=op.f("pk_events")),
    )


def downgrade():
    op.drop_table("events")
