# plan in a container: `docker build -t plan . && docker run --rm -v "$PWD:/data" plan check 2025`.
# The argument EXTRAS chooses what else is installed: `--build-arg EXTRAS=report,xlsx,png`.
FROM python:3.13-slim AS build
ARG EXTRAS=xlsx,report
WORKDIR /source
COPY pyproject.toml README.md LICENSE ./
COPY data ./data
COPY src ./src
RUN python -m venv /plan && /plan/bin/pip install --no-cache-dir ".[${EXTRAS}]" && /plan/bin/pip uninstall --yes pip

FROM python:3.13-slim
RUN useradd --create-home --uid 10001 plan
COPY --from=build /plan /plan
ENV PATH=/plan/bin:$PATH PYTHONDONTWRITEBYTECODE=1
USER plan
WORKDIR /data
ENTRYPOINT ["plan"]
CMD ["--help"]
