-- Features: what a fitted model listens for. A row is written when its neuron is finished, while the job goes on, and
-- never changes. A number that is undefined is absent from "numbers" and its reason stands in "undefined".

alter table job drop constraint job_kind_check;
alter table job add constraint job_kind_check check (kind in ('INGEST', 'FIT', 'ENSEMBLE', 'FEATURE'));
alter table job add column model_version_id uuid references model_version;
comment on column job.model_version_id is 'The model whose features are asked for; null for other kinds.';
create index job_model_version on job (model_version_id, created_at desc) where model_version_id is not null;
comment on index job_model_version is 'Jobs about a model, for its page.';

create table feature (
  id               uuid primary key,
  model_version_id uuid not null references model_version,
  job_id           uuid not null references job,
  attempt          integer not null,
  kind             text not null,
  neuron           integer check (neuron >= 0),
  hidden_unit      integer check (hidden_unit >= 0),
  settings         jsonb not null,
  seed             bigint not null,
  counterpart      jsonb,
  outcome          text not null check (outcome in ('COMPLETE', 'DIVERGED', 'NEVER_ROSE', 'UNDEFINED')),
  reason           text,
  numbers          jsonb not null,
  undefined        jsonb not null,
  array_key        text not null references stored_object,
  png_key          text references stored_object,
  svg_key          text references stored_object,
  created_at       timestamptz not null,
  unique nulls not distinct (job_id, neuron, hidden_unit),
  check (neuron is null or hidden_unit is null),
  check ((outcome = 'COMPLETE') = (reason is null)),
  check ((png_key is null) = (svg_key is null)),
  check (outcome <> 'COMPLETE' or png_key is not null)
);
comment on table feature is 'What a fitted model listens for: one feature of one neuron, one hidden unit, or the population; never changed.';
comment on column feature.id is 'Identity.';
comment on column feature.model_version_id is 'The model.';
comment on column feature.job_id is 'The job that made it; a job makes one for each neuron, whichever attempt finished it.';
comment on column feature.attempt is 'The attempt of that job.';
comment on column feature.kind is 'Kind of feature, for instance dream.';
comment on column feature.neuron is 'Index of the neuron in the dataset, from 0; null: a hidden unit''s or the population''s.';
comment on column feature.hidden_unit is 'Index of the hidden unit in the model, from 0; null: a neuron''s or the population''s.';
comment on column feature.settings is 'Kind and every setting, with every default filled in.';
comment on column feature.seed is 'Seed of every random number in it.';
comment on column feature.counterpart is 'The model and neuron that a contrast compares with; null for other kinds.';
comment on column feature.outcome is 'COMPLETE, or why it is not to be taken for a feature: DIVERGED, NEVER_ROSE, UNDEFINED.';
comment on column feature.reason is 'Why it is not COMPLETE, in a sentence; null where it is.';
comment on column feature.numbers is 'Summary numbers that are defined: name to value.';
comment on column feature.undefined is 'Why a summary number is undefined: name to reason.';
comment on column feature.array_key is 'The arrays (NPZ) in the object store.';
comment on column feature.png_key is 'The figure as PNG; null where nothing is drawn.';
comment on column feature.svg_key is 'The figure as SVG; null where nothing is drawn.';
comment on column feature.created_at is 'When its neuron was finished.';
create index feature_newest on feature (model_version_id, created_at desc, id desc);
comment on index feature_newest is 'Keyset pages of a model''s features.';
create index feature_of_neuron on feature (model_version_id, kind, neuron, created_at desc);
comment on index feature_of_neuron is 'The newest of each neuron, for tables.';

create table feature_population (
  job_id           uuid primary key references job,
  attempt          integer not null,
  model_version_id uuid not null references model_version,
  kind             text not null,
  neurons          integer not null check (neurons >= 2),
  png_key          text not null references stored_object,
  svg_key          text not null references stored_object,
  created_at       timestamptz not null
);
comment on table feature_population is 'One figure of the summary numbers of all neurons of a feature job; written with the job''s success.';
comment on column feature_population.job_id is 'The job.';
comment on column feature_population.attempt is 'The attempt that finished it.';
comment on column feature_population.model_version_id is 'The model.';
comment on column feature_population.kind is 'Kind of feature.';
comment on column feature_population.neurons is 'Neurons in the figure.';
comment on column feature_population.png_key is 'The figure as PNG.';
comment on column feature_population.svg_key is 'The figure as SVG.';
comment on column feature_population.created_at is 'When the job succeeded.';
create index feature_population_newest on feature_population (model_version_id, kind, created_at desc);
comment on index feature_population_newest is 'The newest of a model.';
