"""benefits and offers"""

import sqlalchemy as sa
from alembic import op

revision = "0007"
down_revision = "0006"


def upgrade():
    op.create_table(
        "benefits",
        sa.Column("user_id", sa.Uuid(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("text", sa.String(length=120), server_default="", nullable=False),
        sa.Column("worth", sa.BigInteger(), nullable=True),
        sa.Column("currency", sa.String(length=3), server_default="", nullable=False),
        sa.Column(
            "offered",
            sa.Enum("yes", "no", "unknown", name="offered", native_enum=False, length=12),
            nullable=False,
        ),
        sa.Column("is_mine", sa.Boolean(), nullable=False),
        sa.Column("interview_id", sa.Uuid(), nullable=False),
        sa.Column("rank", sa.Integer(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("deleted_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(
            ["user_id", "interview_id"],
            ["interviews.user_id", "interviews.id"],
            name=op.f("fk_benefits_interviews"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["user_id"], ["users.id"], name=op.f("fk_benefits_users"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("user_id", "id", name=op.f("pk_benefits")),
    )
    with op.batch_alter_table("benefits", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_benefits_user_id_interview_id"),
            ["user_id", "interview_id"],
            unique=False,
        )

    op.create_table(
        "offers",
        sa.Column("user_id", sa.Uuid(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("base", sa.BigInteger(), nullable=True),
        sa.Column(
            "period",
            sa.Enum("year", "month", "day", "hour", name="period", native_enum=False, length=12),
            nullable=False,
        ),
        sa.Column("bonus", sa.BigInteger(), nullable=True),
        sa.Column("commute", sa.BigInteger(), nullable=True),
        sa.Column("moving", sa.BigInteger(), nullable=True),
        sa.Column("moving_paid", sa.BigInteger(), nullable=True),
        sa.Column("own_base", sa.BigInteger(), nullable=True),
        sa.Column(
            "own_period",
            sa.Enum("year", "month", "day", "hour", name="period", native_enum=False, length=12),
            nullable=False,
        ),
        sa.Column("own_bonus", sa.BigInteger(), nullable=True),
        sa.Column("own_commute", sa.BigInteger(), nullable=True),
        sa.Column("interview_id", sa.Uuid(), nullable=False),
        sa.Column("currency", sa.String(length=3), nullable=False),
        sa.Column("updated_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["user_id", "interview_id"],
            ["interviews.user_id", "interviews.id"],
            name=op.f("fk_offers_interviews"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["user_id"], ["users.id"], name=op.f("fk_offers_users"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("user_id", "id", name=op.f("pk_offers")),
    )
    with op.batch_alter_table("offers", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_offers_user_id_interview_id"), ["user_id", "interview_id"], unique=False
        )

    with op.batch_alter_table("figures", schema=None) as batch_op:
        batch_op.add_column(sa.Column("first_id", sa.Uuid(), nullable=True))

    with op.batch_alter_table("small_talk", schema=None) as batch_op:
        batch_op.add_column(sa.Column("first_id", sa.Uuid(), nullable=True))


def downgrade():
    with op.batch_alter_table("small_talk", schema=None) as batch_op:
        batch_op.drop_column("first_id")

    with op.batch_alter_table("figures", schema=None) as batch_op:
        batch_op.drop_column("first_id")

    with op.batch_alter_table("offers", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_offers_user_id_interview_id"))

    op.drop_table("offers")
    with op.batch_alter_table("benefits", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_benefits_user_id_interview_id"))

    op.drop_table("benefits")
