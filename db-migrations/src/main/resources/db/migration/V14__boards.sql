-- Statistics of boards: computed by workers, once for each change.

create table board (
  benchmark_id     uuid primary key references benchmark on delete cascade,
  changes          bigint not null check (changes > 0),
  computed_changes bigint not null default 0 check (computed_changes <= changes),
  claim            uuid,
  claimed_until    timestamptz,
  statistics       jsonb,
  comparisons      jsonb,
  computed_at      timestamptz
);
comment on table board is 'What is known of a benchmark''s entries beside each other; a row for each benchmark that has a score.';
comment on column board.benchmark_id is 'The benchmark.';
comment on column board.changes is 'How often a score was added to it.';
comment on column board.computed_changes is 'How many of these changes the statistics know.';
comment on column board.claim is 'Fences the worker that computes them now: only the latest claim is written.';
comment on column board.claimed_until is 'From when on another worker may compute them, by the clock of the database.';
comment on column board.statistics is 'Ranks, intervals and groups of neurons; null: not computed yet.';
comment on column board.comparisons is 'All pairs of entries; null: not computed yet.';
comment on column board.computed_at is 'When they were computed.';
create index board_changed on board (benchmark_id) where computed_changes < changes;
comment on index board_changed is 'What is to be computed.';

insert into board (benchmark_id, changes) select benchmark_id, count(*) from score group by benchmark_id;
