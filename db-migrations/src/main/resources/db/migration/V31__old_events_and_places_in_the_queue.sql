-- What jobs of long ago told of their progress goes, except for the last word of each attempt. And what the place of a job in the
-- queue is counted from, however many jobs wait.

alter table job add column events_thinned_at timestamptz;
comment on column job.events_thinned_at is 'When all but the last progress of each attempt was removed from its events; null: never.';
create index job_events_to_thin on job (finished_at)
  where finished_at is not null and (events_thinned_at is null or events_thinned_at < finished_at);
comment on index job_events_to_thin is 'Jobs that have ended and whose events are all there.';

create index job_place on job (owner_id, priority, created_at, id) where state = 'QUEUED' and admission is null;
comment on index job_place is 'What waits, in the order of each owner.';
create index job_latest_success on job (created_at desc, id desc) where state = 'SUCCEEDED';
comment on index job_latest_success is 'The latest jobs that succeeded, also where many newer ones wait.';
comment on table job_event is 'Log of a job: what people read and what is streamed. Nothing is changed; of jobs of long ago, all but the last progress of each attempt is removed.';
comment on column job_event.sequence is 'Counts from 1, without gaps until progress of long ago is removed; the id of the streamed event.';
