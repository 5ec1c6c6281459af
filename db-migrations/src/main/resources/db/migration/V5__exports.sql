-- Exports: a dataset's recording in another form than the uploaded one, made once by a job and kept.

alter table job drop constraint job_kind_check;
alter table job add constraint job_kind_check check (kind in ('INGEST', 'FIT', 'ENSEMBLE', 'FEATURE', 'EXPORT'));
create index job_export on job (dataset_id, created_at desc) where kind = 'EXPORT';
comment on index job_export is 'Exports of a dataset that are on their way.';

create table dataset_export (
  dataset_id    uuid not null references dataset,
  format        text not null check (format in ('NPZ', 'HDF5')),
  job_id        uuid not null unique references job,
  attempt       integer not null,
  recording_key text not null references stored_object,
  metadata      jsonb not null,
  created_at    timestamptz not null,
  primary key (dataset_id, format)
);
comment on table dataset_export is 'A dataset''s recording in the canonical form, as a file of one format; never changed.';
comment on column dataset_export.dataset_id is 'The dataset.';
comment on column dataset_export.format is 'Form of the file.';
comment on column dataset_export.job_id is 'The job that made it.';
comment on column dataset_export.attempt is 'The attempt of that job.';
comment on column dataset_export.recording_key is 'The file in the object store.';
comment on column dataset_export.metadata is 'The metadata of the recording, complete: with an NPZ beside them they read as an equal dataset.';
comment on column dataset_export.created_at is 'When the job succeeded.';
create index dataset_export_object on dataset_export (recording_key);
comment on index dataset_export_object is 'Finds the export that keeps an object.';
