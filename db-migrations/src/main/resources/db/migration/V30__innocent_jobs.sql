-- Whether a job is to blame for the workers that vanished with it shows in what else vanished meanwhile, so each attempt says which
-- life of a worker ran it. Failures that pass, of the store for instance, are counted by themselves.

alter table job add column failures smallint not null default 0 check (failures >= 0);
comment on column job.failures is 'Attempts that ended by a failure that may pass since it last kept anything.';
comment on column job.losses is 'Attempts that ended by the loss of their worker, or because they stood still, since it last kept anything.';

alter table job_attempt add column worker_id uuid;
comment on column job_attempt.worker_id is 'The life of the worker that ran it; null: from before this was recorded.';
create index job_attempt_lost on job_attempt (finished_at) where outcome = 'LOST';
comment on index job_attempt_lost is 'What else was lost in a time.';
