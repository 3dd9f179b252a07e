"""python -m app: serve, estimate, export, import, backup, restore."""

from app.cli import main

raise SystemExit(main())
