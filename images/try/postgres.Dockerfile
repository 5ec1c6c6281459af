# Where no registry can be reached: PostgreSQL 17 of Debian 13, with as much of the official image's behaviour as compose uses.
FROM docker.io/library/debian:trixie-slim
RUN apt-get update \
    && apt-get install -y --no-install-recommends postgresql-17 \
    && apt-get clean \
    && rm -rf /var/lib/apt/lists/* /var/cache/apt/* /etc/postgresql/17 \
    && install -d -o postgres -g postgres -m 700 /var/lib/postgresql/data
COPY images/try/postgres-entry /usr/local/bin/postgres-entry
ENV PATH=/usr/lib/postgresql/17/bin:/usr/local/bin:/usr/bin:/bin PGDATA=/var/lib/postgresql/data/pgdata LANG=C.UTF-8
VOLUME /var/lib/postgresql/data
USER postgres
STOPSIGNAL SIGINT
ENTRYPOINT ["postgres-entry"]
