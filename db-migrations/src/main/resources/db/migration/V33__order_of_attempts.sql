-- What was lost since something else was lost is told by an order of its own: the clock may be set back in between.
-- job_attempt_lost, by time, stays for workers of the version before, whose losses are without a place here and not counted.

create sequence job_attempt_turn;
comment on sequence job_attempt_turn is 'Beginnings and ends of attempts in their order, whatever the clock says.';

alter table job_attempt add column begun bigint;
alter table job_attempt alter column begun set default nextval('job_attempt_turn');
comment on column job_attempt.begun is 'Place of its beginning among all beginnings and ends; null: from before this was recorded.';
alter table job_attempt add column ended bigint;
comment on column job_attempt.ended is 'Place of its end among all beginnings and ends; null: it runs, or is from before this was recorded.';

create index job_attempt_lost_in_order on job_attempt (ended) where outcome = 'LOST';
comment on index job_attempt_lost_in_order is 'What else was lost since.';
