"""cards by rungs"""

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"


def upgrade():
    with op.batch_alter_table("reviews", schema=None) as batch_op:
        batch_op.add_column(
            sa.Column(
                "rung",
                sa.Enum(
                    "prompt",
                    "title",
                    "sentence",
                    "outline",
                    "whole",
                    name="rung",
                    native_enum=False,
                    length=12,
                ),
                nullable=True,
            )
        )

    with op.batch_alter_table("stories", schema=None) as batch_op:
        batch_op.add_column(sa.Column("split_at", sa.DateTime(timezone=True), nullable=True))

    with op.batch_alter_table("users", schema=None) as batch_op:
        batch_op.add_column(
            sa.Column(
                "way_to_practise",
                sa.Enum("hints", "flip", "aloud", name="way", native_enum=False, length=12),
                server_default="hints",
                nullable=False,
            )
        )


def downgrade():
    with op.batch_alter_table("users", schema=None) as batch_op:
        batch_op.drop_column("way_to_practise")

    with op.batch_alter_table("stories", schema=None) as batch_op:
        batch_op.drop_column("split_at")

    with op.batch_alter_table("reviews", schema=None) as batch_op:
        batch_op.drop_column("rung")
