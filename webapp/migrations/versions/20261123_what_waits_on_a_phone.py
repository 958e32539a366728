"""what waits on a phone"""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"


def upgrade():
    op.create_table(
        "recovered",
        sa.Column("user_id", sa.Uuid(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("of", sa.String(length=200), server_default="", nullable=False),
        sa.Column("place", sa.String(length=500), server_default="", nullable=False),
        sa.Column("label", sa.String(length=120), server_default="", nullable=False),
        sa.Column("text", sa.Text(), server_default="", nullable=False),
        sa.Column("other", sa.Text(), server_default="", nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["user_id"], ["users.id"], name=op.f("fk_recovered_users"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("user_id", "id", name=op.f("pk_recovered")),
    )
    with op.batch_alter_table("checklist_items", schema=None) as batch_op:
        batch_op.add_column(sa.Column("ticked_at", sa.DateTime(timezone=True), nullable=True))
        batch_op.add_column(sa.Column("ticked_by", sa.Uuid(), nullable=True))

    with op.batch_alter_table("sign_ins", schema=None) as batch_op:
        batch_op.add_column(sa.Column("outbox", sa.Uuid(), nullable=True))


def downgrade():
    with op.batch_alter_table("sign_ins", schema=None) as batch_op:
        batch_op.drop_column("outbox")

    with op.batch_alter_table("checklist_items", schema=None) as batch_op:
        batch_op.drop_column("ticked_by")
        batch_op.drop_column("ticked_at")

    op.drop_table("recovered")
