-- A sweep has up to 100,000 fits that differ in anything: benchmark, model, training, neurons, seed. What it says of itself must be
-- had by a few queries over indices.

alter table sweep add column varied jsonb not null default '["seed"]';
alter table sweep alter column varied drop default;
alter table sweep add column halving jsonb;
alter table sweep add column rung_epochs integer check (rung_epochs >= 1);
comment on table sweep is 'Fits that were asked for together; what each fits stands in its job.';
comment on column sweep.benchmark_id is 'The first of its benchmarks.';
comment on column sweep.model_name is 'The model name of its first fit.';
comment on column sweep.varied is 'Paths of what its fits differ in, as in their specs, for instance model.channels, seed.';
comment on column sweep.halving is 'First rung in epochs, and by how much each rung is longer than the one before and leaves fewer; null: all fits run through.';
comment on column sweep.rung_epochs is 'Epochs at the end of the rung that its fits are in; null: they run through.';

create table benchmark_of_sweep (
  sweep_id     uuid not null references sweep on delete cascade,
  position     integer not null check (position >= 0),
  benchmark_id uuid not null references benchmark on delete cascade,
  primary key (sweep_id, position)
);
comment on table benchmark_of_sweep is 'The benchmarks that the fits of a sweep are for, all of one dataset.';
comment on column benchmark_of_sweep.sweep_id is 'The sweep.';
comment on column benchmark_of_sweep.position is 'Counts from 0, in the order of the request.';
comment on column benchmark_of_sweep.benchmark_id is 'The benchmark.';
create index benchmark_of_sweep_benchmark on benchmark_of_sweep (benchmark_id);
comment on index benchmark_of_sweep_benchmark is 'Sweeps for a benchmark.';
insert into benchmark_of_sweep (sweep_id, position, benchmark_id) select id, 0, benchmark_id from sweep;

alter table job add column validation_score double precision;
alter table job add column pause_at_epoch integer check (pause_at_epoch >= 1);
alter table job add column parked_at_epoch integer check (parked_at_epoch >= 1);
comment on column job.validation_score is 'Best validation score so far of a fit; of several networks, the mean over those that have one, once it succeeded. Null: none yet.';
comment on column job.pause_at_epoch is 'The worker parks the fit after this epoch; null: it runs through.';
comment on column job.parked_at_epoch is 'The epoch at which it is parked until its sweep says whether it goes on; null: it is not.';
update job j set validation_score = n.score
  from (select v.job_id, avg((w.fit ->> 'validation_score')::double precision) as score
        from model_version v join model_network w on w.model_version_id = v.id group by v.job_id) n
  where n.job_id = j.id and j.kind = 'FIT' and n.score is not null;

drop index job_sweep;
create index job_sweep_state on job (sweep_id, kind, state, id) where sweep_id is not null;
comment on index job_sweep_state is 'Counts of the jobs of a sweep, and pages of those in a state.';
create index job_sweep_order on job (sweep_id, id) where sweep_id is not null;
comment on index job_sweep_order is 'Pages of the jobs of a sweep.';
create index job_sweep_best on job (sweep_id, validation_score desc, id) where sweep_id is not null and validation_score is not null;
comment on index job_sweep_best is 'The best fits of a sweep.';
