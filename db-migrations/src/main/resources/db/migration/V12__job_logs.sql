-- Logs of attempts: the last lines while an attempt runs, the whole in the object store afterwards. And the index that finds
-- the jobs with a spec that is asked for again.

create table job_log (
  job_id     uuid not null,
  attempt    integer not null,
  tail       text not null,
  lines      bigint not null check (lines >= 0),
  left_out   boolean not null,
  object_key text references stored_object,
  updated_at timestamptz not null,
  primary key (job_id, attempt),
  foreign key (job_id, attempt) references job_attempt on delete cascade,
  check (object_key is null or tail = '')
);
comment on table job_log is 'The log of an attempt of a job, as the worker sends it.';
comment on column job_log.job_id is 'The job.';
comment on column job_log.attempt is 'The attempt.';
comment on column job_log.tail is 'The last lines that the worker has sent; empty once the whole log is stored.';
comment on column job_log.lines is 'Lines that were logged so far.';
comment on column job_log.left_out is 'Whether the log became longer than what is kept of one.';
comment on column job_log.object_key is 'The whole log in the object store; null while the attempt runs, and for good where its worker vanished.';
comment on column job_log.updated_at is 'When the worker last sent something.';
create index job_log_object on job_log (object_key);
comment on index job_log_object is 'Whether anything points to an object that is to be removed.';

create index job_spec on job (spec_sha256, created_at desc) where kind in ('FIT', 'ENSEMBLE', 'EXPORT');
comment on index job_spec is 'Jobs with the spec of a request that may have been made before.';
