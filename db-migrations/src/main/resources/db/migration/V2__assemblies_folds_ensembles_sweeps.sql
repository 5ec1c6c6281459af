-- A model version is an assembly of one or more networks. Those that a fit made stand in model_network; those of an ensemble are
-- the networks of its members.

alter table job drop constraint job_kind_check;
alter table job add constraint job_kind_check check (kind in ('INGEST', 'FIT', 'ENSEMBLE'));

create table sweep (
  id           uuid primary key,
  benchmark_id uuid not null references benchmark,
  model_name   text not null,
  ensemble     boolean not null,
  owner_id     uuid not null references account,
  created_at   timestamptz not null,
  cancelled_at timestamptz
);
comment on table sweep is 'Fits that were asked for together and differ by seed alone; what they fit stands in their jobs.';
comment on column sweep.id is 'Identity.';
comment on column sweep.benchmark_id is 'The benchmark that all its fits are for.';
comment on column sweep.model_name is 'The model name of its fits.';
comment on column sweep.ensemble is 'Whether an ensemble of its fits is made once all have succeeded.';
comment on column sweep.owner_id is 'Who asked for it.';
comment on column sweep.created_at is 'When it was asked for.';
comment on column sweep.cancelled_at is 'When somebody cancelled it; from then on no ensemble is made. Null: nobody did.';

alter table job add column sweep_id uuid references sweep;
comment on column job.sweep_id is 'The sweep that it belongs to, as one of its fits or as their ensemble; null: none.';
create index job_sweep on job (sweep_id) where sweep_id is not null;
comment on index job_sweep is 'Jobs of a sweep.';

alter table model_version add column neurons jsonb;
comment on column model_version.neurons is 'Indices in the dataset of the neurons that it predicts; null: all neurons of its benchmark, without which it is on no board.';
alter table model_version alter column seed drop not null;
comment on column model_version.seed is 'The seed of the fit; null for an ensemble.';
comment on column model_version.spec is 'Model, training, units and, of an ensemble, its members, with every default filled in; without the seed.';
comment on column model_version.job_id is 'The job that made it; a job makes one version at most.';
comment on column model_version.parameter_count is 'Number of fitted parameters of all networks.';
comment on column model_version.fit_seconds is 'Wall time of the fit in seconds; of an ensemble, of its members together.';

create table model_network (
  model_version_id uuid not null references model_version,
  network          integer not null check (network >= 0),
  fold             integer check (fold >= 0),
  neurons          jsonb,
  seed             bigint not null,
  parameter_count  bigint not null,
  fit              jsonb not null,
  fit_seconds      double precision not null,
  primary key (model_version_id, network)
);
comment on table model_network is 'The networks of a fitted model, in the order of its weights file.';
comment on column model_network.model_version_id is 'The fitted model.';
comment on column model_network.network is 'Counts from 0.';
comment on column model_network.fold is 'The fold of the benchmark that it was fitted for, from 0; null: the benchmark has no folds.';
comment on column model_network.neurons is 'Indices in the dataset of the neurons that it predicts; null: all that the model predicts.';
comment on column model_network.seed is 'Its own seed: the model''s, or derived from that and from fold and neuron.';
comment on column model_network.parameter_count is 'Number of fitted parameters.';
comment on column model_network.fit is 'How its fit went: best epoch, epochs run, why it stopped, validation score, what was chosen.';
comment on column model_network.fit_seconds is 'Wall time of its fit in seconds.';

insert into model_network (model_version_id, network, seed, parameter_count, fit, fit_seconds)
select id, 0, seed, parameter_count, fit, fit_seconds from model_version;
alter table model_version drop column fit;

alter table learning_curve_point add column network integer not null default 0 check (network >= 0);
alter table learning_curve_point alter column network drop default;
alter table learning_curve_point drop constraint learning_curve_point_pkey;
alter table learning_curve_point add primary key (model_version_id, network, epoch);
comment on table learning_curve_point is 'The learning curves of a fitted model, one row per network and epoch.';
comment on column learning_curve_point.network is 'The network, as in model_network.';

create table ensemble_member (
  ensemble_id uuid not null references model_version,
  position    integer not null check (position >= 0),
  member_id   uuid not null references model_version,
  primary key (ensemble_id, position),
  unique (ensemble_id, member_id)
);
comment on table ensemble_member is 'The model versions whose predictions an ensemble averages.';
comment on column ensemble_member.ensemble_id is 'The ensemble.';
comment on column ensemble_member.position is 'Counts from 0, in the order of the members'' names and versions.';
comment on column ensemble_member.member_id is 'The member.';
create index ensemble_member_of on ensemble_member (member_id);
comment on index ensemble_member_of is 'Ensembles that a model version is a member of.';
