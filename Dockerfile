# Two stages: the first installs the locked dependencies, the second holds only what runs.
FROM python:3.11-slim-bookworm AS build
WORKDIR /srv
COPY requirements-tools.txt requirements.txt ./
RUN python -m venv .venv \
 && .venv/bin/python -m pip install --no-cache-dir --require-hashes -r requirements-tools.txt \
 && .venv/bin/uv pip sync --require-hashes --compile-bytecode --no-cache --python .venv/bin/python requirements.txt \
 && rm -f .venv/bin/uv .venv/bin/uvx

FROM python:3.11-slim-bookworm
RUN useradd --system --uid 10001 --home-dir /srv --shell /usr/sbin/nologin scopewright \
 && install --directory --owner scopewright --group scopewright /data
WORKDIR /srv
COPY --from=build /srv/.venv .venv
COPY pyproject.toml README.md LICENSE ./
COPY migrations migrations
COPY static static
COPY templates templates
COPY app app
RUN .venv/bin/python -m compileall -q app migrations
USER scopewright
ENV PATH=/srv/.venv/bin:$PATH \
    PYTHONUNBUFFERED=1 \
    SCOPEWRIGHT_HOST=0.0.0.0 \
    SCOPEWRIGHT_PORT=8000 \
    SCOPEWRIGHT_DATA=/data
VOLUME /data
EXPOSE 8000
HEALTHCHECK --interval=30s --timeout=3s --start-period=15s \
  CMD ["python", "-c", "import os, urllib.request; urllib.request.urlopen('http://127.0.0.1:' + os.environ['SCOPEWRIGHT_PORT'] + '/healthz', timeout=2)"]
# `serve` migrates first, then serves.
ENTRYPOINT ["python", "-m", "app"]
CMD ["serve"]
