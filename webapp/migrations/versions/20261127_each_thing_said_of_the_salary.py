"""each thing said of the salary, when somebody vouched, and what to say to a lesson"""

import sqlalchemy as sa
from alembic import op

revision = "0010"
down_revision = "0009"


def upgrade():
    op.create_table(
        "statements",
        sa.Column("user_id", sa.Uuid(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("text", sa.String(length=2000), server_default="", nullable=False),
        sa.Column("said_by", sa.String(length=120), server_default="", nullable=False),
        sa.Column("said_on", sa.Date(), nullable=True),
        sa.Column("interview_id", sa.Uuid(), nullable=False),
        sa.Column("rank", sa.Integer(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("deleted_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(
            ["user_id", "interview_id"],
            ["interviews.user_id", "interviews.id"],
            name=op.f("fk_statements_interviews"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["user_id"], ["users.id"], name=op.f("fk_statements_users"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("user_id", "id", name=op.f("pk_statements")),
    )
    with op.batch_alter_table("statements", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_statements_user_id_interview_id"),
            ["user_id", "interview_id"],
            unique=False,
        )

    op.execute("""
        INSERT INTO statements (user_id, id, text, said_by, said_on, interview_id, rank, created_at)
        SELECT user_id, id, said, said_by, said_on, interview_id, 1, updated_at FROM stances WHERE said <> ''
    """)
    with op.batch_alter_table("stances", schema=None) as batch_op:
        batch_op.drop_column("said_on")
        batch_op.drop_column("said_by")
        batch_op.drop_column("said")

    with op.batch_alter_table("lessons", schema=None) as batch_op:
        batch_op.add_column(
            sa.Column("to_say", sa.String(length=300), server_default="", nullable=False)
        )

    with op.batch_alter_table("stories", schema=None) as batch_op:
        batch_op.add_column(
            sa.Column("vouch_when", sa.String(length=60), server_default="", nullable=False)
        )


def downgrade():
    with op.batch_alter_table("stories", schema=None) as batch_op:
        batch_op.drop_column("vouch_when")

    with op.batch_alter_table("lessons", schema=None) as batch_op:
        batch_op.drop_column("to_say")

    with op.batch_alter_table("stances", schema=None) as batch_op:
        batch_op.add_column(
            sa.Column("said", sa.String(length=2000), server_default="", nullable=False)
        )
        batch_op.add_column(
            sa.Column("said_by", sa.String(length=120), server_default="", nullable=False)
        )
        batch_op.add_column(sa.Column("said_on", sa.Date(), nullable=True))

    with op.batch_alter_table("statements", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_statements_user_id_interview_id"))

    op.drop_table("statements")
