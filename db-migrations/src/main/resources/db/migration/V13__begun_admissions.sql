-- Which admission a running job came from, so that the execution of an earlier one is known to be worth nothing.

alter table job add column begun_admission bigint;
comment on column job.begun_admission is 'The admission that the running attempt began with; null where none runs.';
