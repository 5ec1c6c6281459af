-- Weights in a form that other programs read; and fits that are made again, to see whether the same comes out.

alter table model_version add column tensors_key text references stored_object;
comment on column model_version.tensors_key is 'The same weights as safetensors; null where they are elsewhere (kind external) or were registered before this form was kept.';
create index model_version_tensors on model_version (tensors_key);
comment on index model_version_tensors is 'Whether anything points to an object that is to be removed.';

alter table job drop constraint job_kind_check;
alter table job add constraint job_kind_check
  check (kind in ('INGEST', 'FIT', 'ENSEMBLE', 'FEATURE', 'EXPORT', 'SCORE', 'REPRODUCE'));
comment on column job.model_version_id is 'The model whose features are asked for, or whose fit is made again; null for other kinds.';

create table reproduction (
  job_id                 uuid primary key references job on delete cascade,
  model_version_id       uuid not null references model_version on delete cascade,
  attempt                integer not null check (attempt >= 1),
  verdict                text not null check (verdict in ('EQUAL_BIT_FOR_BIT', 'EQUAL_WITHIN_TOLERANCE', 'DIFFERENT')),
  weights_difference     double precision check (weights_difference >= 0),
  predictions_difference double precision check (predictions_difference >= 0),
  spec_sha256            bytea not null,
  seed                   bigint not null,
  fit_seconds            double precision not null check (fit_seconds >= 0),
  provenance             jsonb not null,
  created_at             timestamptz not null
);
comment on table reproduction is 'What came out when the fit of a model version was made again. It is no model: it has no score and is on no board.';
comment on column reproduction.job_id is 'The job that made it; a job makes one at most.';
comment on column reproduction.model_version_id is 'The model whose fit was made again.';
comment on column reproduction.attempt is 'The attempt of that job.';
comment on column reproduction.verdict is 'How it compares with the model.';
comment on column reproduction.weights_difference is 'Largest difference of a weight, relative to the largest weight of its array; null where the networks differ in form.';
comment on column reproduction.predictions_difference is 'Largest difference of a prediction of the test stimuli, relative to the largest of its neuron; null where the networks differ in form or a prediction is not finite.';
comment on column reproduction.spec_sha256 is 'Hash of what was fitted and how.';
comment on column reproduction.seed is 'The seed of the fit.';
comment on column reproduction.fit_seconds is 'Wall time of the fit in seconds.';
comment on column reproduction.provenance is 'Where it comes from, as of a model version.';
comment on column reproduction.created_at is 'When it was registered.';
create index reproduction_newest on reproduction (model_version_id, created_at desc);
comment on index reproduction_newest is 'The reproductions of a model.';
