-- Fits that go on where a worker left them.

create table job_checkpoint (
  job_id      uuid not null references job on delete cascade,
  network     integer not null check (network >= 0),
  attempt     integer not null check (attempt >= 1),
  epoch       integer not null check (epoch >= 1),
  seconds     double precision not null check (seconds >= 0),
  job_seconds double precision not null check (job_seconds >= 0),
  backend     text not null,
  object_key  text not null unique references stored_object,
  written_at  timestamptz not null,
  primary key (job_id, network)
);
comment on table job_checkpoint is 'The latest checkpoint of each network that a job fits; gone once the job has succeeded.';
comment on column job_checkpoint.job_id is 'The fit.';
comment on column job_checkpoint.network is 'Which of the networks that the job fits, from 0; the order follows from the spec.';
comment on column job_checkpoint.attempt is 'The attempt that wrote it.';
comment on column job_checkpoint.epoch is 'The last epoch in it, from 1; of a network that is finished, its last one.';
comment on column job_checkpoint.seconds is 'Wall time in seconds that fitting the network had taken until then, over all attempts.';
comment on column job_checkpoint.job_seconds is 'Wall time in seconds that fitting all networks of the job had taken until then, over all attempts.';
comment on column job_checkpoint.backend is 'What computed it: only the same goes on to the same bits.';
comment on column job_checkpoint.object_key is 'The checkpoint in the object store.';
comment on column job_checkpoint.written_at is 'When it was written.';
