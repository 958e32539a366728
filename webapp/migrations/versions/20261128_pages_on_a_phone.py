"""whether a device keeps pages, or since when it keeps none"""

import sqlalchemy as sa
from alembic import op

revision = "0013"
down_revision = "0012"


def upgrade():
    with op.batch_alter_table("sign_ins") as batch:
        batch.add_column(sa.Column("no_pages_since", sa.DateTime(timezone=True), nullable=True))


def downgrade():
    with op.batch_alter_table("sign_ins") as batch:
        batch.drop_column("no_pages_since")
