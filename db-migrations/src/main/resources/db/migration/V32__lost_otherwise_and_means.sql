-- Attempts that were taken from a worker that did not vanish say so, and models are found by their scores, however many there are.

alter table job_attempt drop constraint job_attempt_outcome_check;
alter table job_attempt add constraint job_attempt_outcome_check
  check (outcome in ('SUCCEEDED', 'FAILED', 'CANCELLED', 'SUPERSEDED', 'PAUSED', 'LOST', 'STALLED', 'TAKEN_AWAY', 'HANDED_BACK'));
comment on column job_attempt.outcome is 'How it ended; LOST: its worker vanished, which until now was also said of what STALLED on a worker that was alive, and of what was TAKEN_AWAY otherwise.';

create index score_aggregate_mean on score_aggregate (metric, mean);
comment on index score_aggregate_mean is 'Scores that reach a mean.';
