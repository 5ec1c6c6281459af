-- Jobs wait in their own table, in an order that db-scheduler does not know, and are admitted to it as workers become free. Who is
-- alive is judged by the clock of the database alone: clocks of machines may jump.

create table worker (
  id            uuid primary key,
  name          text not null,
  device        text not null check (device in ('CPU', 'GPU')),
  slots         integer not null check (slots >= 1),
  memory_class  smallint not null check (memory_class >= 0),
  heartbeat_ms  bigint not null check (heartbeat_ms >= 1),
  version       text not null,
  backend       text not null,
  registered_at timestamptz not null,
  last_seen_at  timestamptz not null,
  draining      boolean not null default false,
  gone_at       timestamptz
);
comment on table worker is 'Processes that run jobs. A process that is started again is another worker, also under the same name.';
comment on column worker.id is 'Identity of this life of the process.';
comment on column worker.name is 'Its name, for people.';
comment on column worker.device is 'What it was proved to compute on.';
comment on column worker.slots is 'Jobs at a time.';
comment on column worker.memory_class is 'The largest recordings that it has room for: 256 MiB times two to the power of this.';
comment on column worker.heartbeat_ms is 'Time between its signs of life; it counts as lost after four.';
comment on column worker.version is 'Version of its code.';
comment on column worker.backend is 'What computes networks there.';
comment on column worker.registered_at is 'When it came.';
comment on column worker.last_seen_at is 'Its last sign of life, by the clock of the database.';
comment on column worker.draining is 'Whether it is stopping and takes no more jobs.';
comment on column worker.gone_at is 'When it left or was found lost; null: it is there.';
create index worker_present on worker (name) where gone_at is null;
comment on index worker_present is 'Workers that are there.';

alter table job add column priority smallint not null default 0 check (priority between -100 and 100);
alter table job add column device text not null default 'ANY' check (device in ('ANY', 'GPU_PREFERRED', 'GPU'));
alter table job add column memory_class smallint not null default 0 check (memory_class >= 0);
alter table job add column admission bigint;
alter table job add column admission_lane text;
alter table job add column not_before timestamptz;
alter table job add column losses smallint not null default 0;
alter table job add column worker_id uuid;
alter table job add constraint job_admission check ((admission is null) = (admission_lane is null));
comment on column job.priority is 'Higher first, whoever asks.';
comment on column job.device is 'What it needs to compute on.';
comment on column job.memory_class is 'Room that its recording needs: at most 256 MiB times two to the power of this.';
comment on column job.admission is 'Number under which it was admitted to the workers, part of its instance in scheduled_tasks; null: it waits in this table.';
comment on column job.admission_lane is 'The task in scheduled_tasks under which it was admitted.';
comment on column job.not_before is 'A failed attempt is repeated no earlier than this.';
comment on column job.losses is 'Attempts that ended by loss or by a failure of the store since it last kept anything.';
comment on column job.worker_id is 'The life of the worker that holds it; null: nobody does.';
comment on column job.id is 'Identity.';
comment on column scheduled_tasks.task_name is 'A lane: a device and a class of memory.';
comment on column scheduled_tasks.task_instance is 'Id of the job and number of its admission.';

create sequence job_admission_number;
comment on sequence job_admission_number is 'Order in which jobs were admitted.';

create index job_waiting on job (owner_id, device, memory_class, priority desc, created_at, id)
  where state = 'QUEUED' and admission is null;
comment on index job_waiting is 'What waits, each owner''s first by kind of need.';
create index job_admitted on job (admission_lane, owner_id) where state = 'QUEUED' and admission is not null;
comment on index job_admitted is 'What was admitted and not begun.';
create index job_held on job (worker_id) where state in ('RUNNING', 'PAUSING', 'CANCELLING');
comment on index job_held is 'What workers hold.';

-- Jobs that were queued under the release before wait to be admitted; those that run are found lost and come back.
delete from scheduled_tasks where task_name in ('ingest', 'fit', 'ensemble', 'feature', 'export');

create table lab (
  id         uuid primary key,
  name       text not null unique,
  job_cap    integer check (job_cap >= 0),
  created_at timestamptz not null
);
comment on table lab is 'A group of accounts.';
comment on column lab.id is 'Identity.';
comment on column lab.name is 'Its name.';
comment on column lab.job_cap is 'Jobs of all its accounts that may run at a time; null: no cap.';
comment on column lab.created_at is 'When it was made.';

alter table account add column lab_id uuid references lab;
alter table account add column job_cap integer check (job_cap >= 0);
comment on column account.lab_id is 'The lab that it belongs to; null: none.';
comment on column account.job_cap is 'Jobs of it that may run at a time; null: the setting of the platform.';

create table recent_use (
  account_id uuid primary key references account,
  seconds    double precision not null check (seconds >= 0),
  as_of      timestamptz not null
);
comment on table recent_use is 'Time of workers that an account used, older time counting less: half as much every hour.';
comment on column recent_use.account_id is 'Who used it.';
comment on column recent_use.seconds is 'Seconds, as they counted at as_of.';
comment on column recent_use.as_of is 'When that was.';

alter table job_attempt drop constraint job_attempt_outcome_check;
alter table job_attempt add constraint job_attempt_outcome_check
  check (outcome in ('SUCCEEDED', 'FAILED', 'CANCELLED', 'SUPERSEDED', 'PAUSED', 'LOST', 'HANDED_BACK'));
comment on column job_event.type is 'queued, started, progress, handed_back, pausing, paused, resumed, retrying, retried, lost, stalled, cancelling, cancelled, succeeded, failed.';

create table reconciliation (
  only_row boolean primary key default true check (only_row),
  at       timestamptz not null
);
comment on table reconciliation is 'When the queue was last searched for what stands still: of many processes, one does so at a time.';
comment on column reconciliation.only_row is 'There is one row.';
comment on column reconciliation.at is 'When it was.';
insert into reconciliation (at) values ('-infinity');
