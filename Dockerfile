# The page of the atlas as a container: `docker compose up`, or see docs/hosting.md.
FROM python:3.12-slim AS base
ENV PIP_NO_CACHE_DIR=1 PIP_DISABLE_PIP_VERSION_CHECK=1 PYTHONUNBUFFERED=1
WORKDIR /atlas
# films need ffmpeg; the rest of the geographic libraries comes in wheels
COPY packages.txt ./
RUN apt-get update \
    && xargs apt-get install --yes --no-install-recommends < packages.txt \
    && rm -rf /var/lib/apt/lists/*
# what others made changes seldom and is a layer of its own
COPY requirements.txt ./
RUN grep --invert-match '^-e' requirements.txt > /tmp/pinned.txt \
    && pip install --requirement /tmp/pinned.txt \
    && rm /tmp/pinned.txt
RUN useradd --create-home --uid 10001 atlas

# for developers: the checkout is mounted, and installed by .devcontainer
FROM base AS dev
RUN apt-get update \
    && apt-get install --yes --no-install-recommends chromium git make nodejs npm \
    && rm -rf /var/lib/apt/lists/* \
    && install --directory --owner atlas /opt/venv
ENV VIRTUAL_ENV=/opt/venv PATH=/opt/venv/bin:$PATH
USER atlas
RUN python -m venv --system-site-packages /opt/venv

FROM base AS app
COPY pyproject.toml README.md LICENSE ./
COPY .streamlit .streamlit
COPY geodata geodata
COPY layers layers
COPY src src
RUN pip install --no-deps . \
    && corridor-atlas validate
# all that it writes is in memory: the root of the container can be read-only
ENV HOME=/tmp MPLCONFIGDIR=/tmp/matplotlib PYTHONDONTWRITEBYTECODE=1
USER 10001
EXPOSE 8501
HEALTHCHECK --interval=30s --timeout=5s --start-period=60s \
    CMD ["python", "-c", "import urllib.request as r; r.urlopen('http://localhost:8501/_stcore/health', timeout=4)"]
ENTRYPOINT ["corridor-atlas"]
CMD ["run", "--address", "0.0.0.0"]
