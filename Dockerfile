FROM python:3.12-slim
WORKDIR /app
ENV PYTHONUNBUFFERED=1 DJANGO_SETTINGS_MODULE=vielfalt.settings.production
COPY requirements.lock .
RUN pip install --no-cache-dir uv && uv pip install --system --require-hashes -r requirements.lock
COPY . .
RUN pybabel --quiet compile --directory site/locale --domain django
RUN SECRET_KEY=build FIELD_KEYS=build ALLOWED_HOSTS=build DATABASE_URL=sqlite:// EMAIL_URL=consolemail:// DEFAULT_FROM_EMAIL=build BASE_URL=https://build.example \
    python site/manage.py collectstatic --noinput
RUN useradd --system vielfalt && mkdir -p var && chown vielfalt var
USER vielfalt
