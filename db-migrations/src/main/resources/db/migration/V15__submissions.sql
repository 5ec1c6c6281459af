-- Predictions that were made elsewhere, scored like the platform's own; and test sets that nobody may see.

alter table job drop constraint job_kind_check;
alter table job add constraint job_kind_check check (kind in ('INGEST', 'FIT', 'ENSEMBLE', 'FEATURE', 'EXPORT', 'SCORE'));

create table submission (
  id              uuid primary key,
  job_id          uuid not null unique references job on delete cascade,
  benchmark_id    uuid not null references benchmark on delete cascade,
  model_name      text not null,
  link            text,
  parameter_count bigint check (parameter_count >= 0),
  format          text not null check (format in ('npz', 'hdf5')),
  predictions_key text references stored_object,
  owner_id        uuid not null references account,
  created_at      timestamptz not null,
  withdrawn_at    timestamptz,
  withdrawn_by_id uuid references account,
  check ((withdrawn_at is null) = (predictions_key is not null)),
  check ((withdrawn_at is null) = (withdrawn_by_id is null))
);
comment on table submission is 'Predictions of the test stimuli of a benchmark that somebody made elsewhere.';
comment on column submission.id is 'Identity.';
comment on column submission.job_id is 'The job that scores them; it makes a model version of kind external.';
comment on column submission.benchmark_id is 'The benchmark.';
comment on column submission.model_name is 'Name under which the scored model is kept.';
comment on column submission.link is 'Where the model is described, an https address; null: nowhere.';
comment on column submission.parameter_count is 'Number of fitted parameters as their author claims; null: not said.';
comment on column submission.format is 'Form of the file.';
comment on column submission.predictions_key is 'The file; null once it was withdrawn.';
comment on column submission.owner_id is 'Who sent them.';
comment on column submission.created_at is 'When they were sent; the day of the limit is counted from here.';
comment on column submission.withdrawn_at is 'When it was taken off the board; null: it was not.';
comment on column submission.withdrawn_by_id is 'Who did that.';
create index submission_recent on submission (benchmark_id, owner_id, created_at desc);
comment on index submission_recent is 'What somebody has sent for a benchmark lately.';
create index submission_newest on submission (benchmark_id, created_at desc, id desc);
comment on index submission_newest is 'Keyset pages of the submissions of a benchmark.';
create index submission_predictions on submission (predictions_key);
comment on index submission_predictions is 'Whether anything points to an object that is to be removed.';

-- What is not known of a model that was fitted elsewhere is null, not 0.
alter table model_version alter column weights_key drop not null;
alter table model_version alter column fit_seconds drop not null;
alter table model_version alter column parameter_count drop not null;
comment on column model_version.weights_key is 'The weights in the object store; null where they are elsewhere (kind external).';
comment on column model_version.fit_seconds is 'Wall time of the fit in seconds; of an ensemble, of its members together; null where it is not known (kind external).';
comment on column model_version.parameter_count is 'Number of fitted parameters of all networks; for kind external as claimed, null where nothing is.';

alter table tombstone alter column dataset drop not null;
comment on column tombstone.dataset is 'Reference of the dataset that was deleted, for a benchmark or a model the one that it went with; null where it was deleted by itself.';

alter table benchmark add column hidden_test boolean not null default false;
comment on column benchmark.hidden_test is 'Whether nobody below admin may have the responses to its test stimuli; part of its definition.';
create index benchmark_hidden on benchmark (dataset_id) where hidden_test;
comment on index benchmark_hidden is 'Which datasets have hidden responses.';

alter table dataset_export add column hidden_stimuli jsonb not null default '[]';
comment on column dataset_export.hidden_stimuli is 'Stimuli whose responses were left out of the file because they are hidden.';
