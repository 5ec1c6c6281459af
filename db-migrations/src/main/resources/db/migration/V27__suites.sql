-- Suites: benchmarks of several datasets, with one board over the neurons of all of them.

create table suite (
  id                uuid primary key,
  name              text not null,
  version           integer not null check (version >= 1),
  rules             text not null,
  definition_sha256 bytea not null,
  owner_id          uuid not null references account,
  created_at        timestamptz not null,
  unique (name, version),
  unique (name, definition_sha256)
);
comment on table suite is 'Benchmarks of several datasets that are compared together; never changed.';
comment on column suite.id is 'Identity of this version.';
comment on column suite.name is 'Name shared by all versions.';
comment on column suite.version is 'Counts from 1; another definition is another version.';
comment on column suite.rules is 'What participants are asked to keep to, in words.';
comment on column suite.definition_sha256 is 'Hash of the rules and the references of the benchmarks, in order: the same twice is the same version.';
comment on column suite.owner_id is 'Who defined it.';
comment on column suite.created_at is 'When it was defined.';

create table benchmark_of_suite (
  suite_id     uuid not null references suite on delete cascade,
  position     integer not null check (position >= 0),
  benchmark_id uuid not null references benchmark on delete cascade,
  primary key (suite_id, position),
  unique (suite_id, benchmark_id)
);
comment on table benchmark_of_suite is 'The benchmarks of a suite, of one dataset each.';
comment on column benchmark_of_suite.suite_id is 'The suite.';
comment on column benchmark_of_suite.position is 'Counts from 0, in the order of the request.';
comment on column benchmark_of_suite.benchmark_id is 'The benchmark.';
create index benchmark_of_suite_benchmark on benchmark_of_suite (benchmark_id);
comment on index benchmark_of_suite_benchmark is 'Suites with a benchmark.';

-- A suite without one of its benchmarks would be another suite under the same name.
create function delete_broken_suite() returns trigger language plpgsql as $broken$
begin
  -- The table, whatever the search path says.
  execute format('delete from %I.suite where id = $1', tg_table_schema) using old.suite_id;
  return null;
end $broken$;
comment on function delete_broken_suite() is 'Deletes the suite of a benchmark that is gone.';
create trigger suite_goes_with_its_benchmarks after delete on benchmark_of_suite
  for each row execute function delete_broken_suite();
comment on trigger suite_goes_with_its_benchmarks on benchmark_of_suite is 'A suite goes with any of its benchmarks.';

-- A board is a benchmark's or a suite's.
alter table board drop constraint board_pkey;
alter table board alter column benchmark_id drop not null;
alter table board add column suite_id uuid references suite on delete cascade;
alter table board add check (num_nonnulls(benchmark_id, suite_id) = 1);
alter table board add column id uuid generated always as (coalesce(benchmark_id, suite_id)) stored primary key;
comment on table board is 'What is known of entries beside each other; a row for each benchmark that has a score, and for each suite.';
comment on column board.benchmark_id is 'The benchmark whose board it is; null: a suite''s.';
comment on column board.suite_id is 'The suite whose board it is; null: a benchmark''s.';
comment on column board.id is 'The one of the two that is there: each has one board.';
comment on column board.changes is 'How often a score was added to it, or to the board of one of the suite''s benchmarks.';
drop index board_changed;
create index board_changed on board (id) where computed_changes < changes;
comment on index board_changed is 'What is to be computed.';

alter table tombstone drop constraint tombstone_kind_check;
alter table tombstone add check (kind in ('DATASET', 'BENCHMARK', 'MODEL', 'SUITE'));
comment on column tombstone.dataset is 'Reference of the dataset that was deleted, for a benchmark, a suite or a model the one that it went with.';

-- The views of what one reader may read, and one more: a suite is read by who may read all of its benchmarks.
alter function make_readable() rename to make_readable_but_suites;
comment on function make_readable_but_suites() is 'Makes the views of what one reader may read, apart from that of suites: make_readable() calls it.';

create function make_readable() returns void language plpgsql as $make$
begin
  perform make_readable_but_suites();
  create view readable.suite as
  select s.*
    from suite s
   where not exists (select 1 from benchmark_of_suite o
                      where o.suite_id = s.id
                        and not exists (select 1 from readable.benchmark b where b.id = o.benchmark_id));
end $make$;
comment on function make_readable() is 'Makes the views of what one reader may read, for the columns that the tables have now.';

select make_readable();
