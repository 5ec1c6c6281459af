-- Uploads that one process at a time joins, objects that wait before they are removed, and scrubs of the store.

alter table upload_session add column joined_by uuid;
alter table upload_session add column joined_until timestamptz;
comment on column upload_session.joined_by is 'Who puts the parts together; null where nobody has begun.';
comment on column upload_session.joined_until is 'Until when it holds the upload, by the clock of the database; it holds it on as long as it lives.';

create table unwanted_object (
  object_key text primary key,
  since      timestamptz not null
);
comment on table unwanted_object is 'Objects that nothing points to, with or without a row of their own; they are removed when they have been here for the time of retention. The key is no foreign key: it would protect the object.';
comment on column unwanted_object.object_key is 'Key in the object store.';
comment on column unwanted_object.since is 'When it was first seen that nothing points to it.';
create index unwanted_object_since on unwanted_object (since);
comment on index unwanted_object_since is 'What has waited long enough.';

create table scrub (
  id           uuid primary key,
  asked_by_id  uuid not null references account,
  state        text not null check (state in ('RUNNING', 'DONE', 'FAILED')),
  created_at   timestamptz not null,
  finished_at  timestamptz,
  read_by      uuid,
  read_until   timestamptz,
  last_key     text not null default '',
  objects      bigint not null default 0,
  bytes        bigint not null default 0,
  missing      bigint not null default 0,
  corrupt      bigint not null default 0,
  unreadable   bigint not null default 0,
  orphaned     bigint not null default 0,
  unwanted     bigint not null default 0,
  failure      text
);
comment on table scrub is 'Readings of the whole object store, each object against its hash.';
comment on column scrub.id is 'Identity.';
comment on column scrub.asked_by_id is 'Who asked for it.';
comment on column scrub.state is 'How far it is.';
comment on column scrub.created_at is 'When it was asked for.';
comment on column scrub.finished_at is 'When it ended.';
comment on column scrub.read_by is 'The process that reads.';
comment on column scrub.read_until is 'Until when it does, by the clock of the database; another one goes on after that.';
comment on column scrub.last_key is 'The last key, in the order of keys, whose object was compared with its row.';
comment on column scrub.objects is 'Objects that were compared with their rows.';
comment on column scrub.bytes is 'Bytes that were read.';
comment on column scrub.missing is 'Objects with a row and without bytes.';
comment on column scrub.corrupt is 'Objects whose bytes are not those of their row.';
comment on column scrub.unreadable is 'Objects that the store failed to give.';
comment on column scrub.orphaned is 'Objects without a row.';
comment on column scrub.unwanted is 'Objects that nothing points to and that wait to be removed, orphaned or not.';
comment on column scrub.failure is 'Why it failed.';
create unique index scrub_running on scrub (state) where state = 'RUNNING';
comment on index scrub_running is 'One at a time.';

create table scrub_finding (
  scrub_id   uuid not null references scrub on delete cascade,
  kind       text not null check (kind in ('MISSING', 'CORRUPT', 'UNREADABLE', 'ORPHANED')),
  object_key text not null,
  reason     text not null,
  primary key (scrub_id, object_key)
);
comment on table scrub_finding is 'What a scrub found not to be in order.';
comment on column scrub_finding.scrub_id is 'The scrub.';
comment on column scrub_finding.kind is 'What is wrong.';
comment on column scrub_finding.object_key is 'Which object.';
comment on column scrub_finding.reason is 'What was found, and what points to the object.';
