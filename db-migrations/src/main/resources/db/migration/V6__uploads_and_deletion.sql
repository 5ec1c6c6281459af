-- Uploads in parts, and what is left of what was deleted.

create table upload_session (
  id             uuid primary key,
  owner_id       uuid not null references account,
  content_sha256 bytea not null,
  size_bytes     bigint not null check (size_bytes > 0),
  part_bytes     bigint not null check (part_bytes > 0),
  created_at     timestamptz not null,
  used_at        timestamptz not null,
  unique (owner_id, content_sha256)
);
comment on table upload_session is 'Content that is on its way in parts; gone once it is complete, given up or expired.';
comment on column upload_session.id is 'Identity; stands in the keys of the parts.';
comment on column upload_session.owner_id is 'Who sends it: nobody else can add to it.';
comment on column upload_session.content_sha256 is 'Hash that the whole content must have.';
comment on column upload_session.size_bytes is 'Length of the whole content.';
comment on column upload_session.part_bytes is 'Length of every part but the last, which has the rest.';
comment on column upload_session.created_at is 'When it was opened.';
comment on column upload_session.used_at is 'When it was last opened, given a part or asked to complete; it expires some time after.';
create index upload_session_used on upload_session (used_at);
comment on index upload_session_used is 'What has expired.';

create table upload_part (
  session_id uuid not null references upload_session on delete cascade,
  number     integer not null check (number >= 0),
  object_key text not null unique references stored_object,
  created_at timestamptz not null,
  primary key (session_id, number)
);
comment on table upload_part is 'Parts that have arrived; a part is never changed.';
comment on column upload_part.session_id is 'The content that it is a part of.';
comment on column upload_part.number is 'Counts from 0; it begins at number * part_bytes.';
comment on column upload_part.object_key is 'Its bytes in the object store.';
comment on column upload_part.created_at is 'When it had arrived.';

create table tombstone (
  kind          text not null check (kind in ('DATASET', 'BENCHMARK', 'MODEL')),
  name          text not null,
  version       integer not null check (version >= 1),
  dataset       text not null,
  deleted_by_id uuid not null references account,
  deleted_at    timestamptz not null,
  went_with_it  jsonb not null,
  primary key (kind, name, version)
);
comment on table tombstone is 'References that were deleted; their numbers are never given again.';
comment on column tombstone.kind is 'What it was.';
comment on column tombstone.name is 'Its name.';
comment on column tombstone.version is 'Its version.';
comment on column tombstone.dataset is 'Reference of the dataset that was deleted, for a benchmark or a model the one that it went with.';
comment on column tombstone.deleted_by_id is 'Who deleted it.';
comment on column tombstone.deleted_at is 'When.';
comment on column tombstone.went_with_it is 'How many of what went with it: kind to count; empty for what itself went with something.';

comment on table stored_object is 'Objects in the object store that rows may point to; never changed. One that no foreign key points to is removed after a while, row and bytes.';
comment on column stored_object.created_at is 'When the object was completely written, the last time that it was sent.';

-- What stands on a dataset goes with it, whichever table it is in: every reference to one of these rows cascades.
do $$
declare
  reference record;
begin
  for reference in
    select conname, conrelid::regclass as referring, pg_get_constraintdef(oid) as definition
    from pg_constraint
    where contype = 'f' and confdeltype = 'a'
      and confrelid in ('dataset'::regclass, 'benchmark'::regclass, 'sweep'::regclass, 'job'::regclass,
                        'model_version'::regclass, 'score'::regclass)
    order by conrelid::regclass::text, conname
  loop
    execute format('alter table %s drop constraint %I', reference.referring, reference.conname);
    execute format('alter table %s add constraint %I %s on delete cascade',
                   reference.referring, reference.conname, reference.definition);
  end loop;
end $$;

create index sweep_benchmark on sweep (benchmark_id);
comment on index sweep_benchmark is 'Sweeps of a benchmark.';
