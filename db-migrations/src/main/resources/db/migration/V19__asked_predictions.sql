-- Stimuli that somebody sends, and what a model predicts of them.

alter table job drop constraint job_kind_check;
alter table job add constraint job_kind_check
  check (kind in ('INGEST', 'FIT', 'ENSEMBLE', 'FEATURE', 'EXPORT', 'SCORE', 'REPRODUCE', 'PREDICT'));
comment on column job.model_version_id is 'The model whose features are asked for, whose fit is made again, or that predicts; null for other kinds.';

create table asked_prediction (
  job_id           uuid primary key references job on delete cascade,
  model_version_id uuid not null references model_version on delete cascade,
  stimuli_key      text not null references stored_object,
  attempt          integer check (attempt >= 1),
  stimuli          jsonb,
  predictions_key  text references stored_object,
  predicted_at     timestamptz,
  check (num_nulls(attempt, stimuli, predictions_key, predicted_at) in (0, 4))
);
comment on table asked_prediction is 'What models predict of stimuli that people sent.';
comment on column asked_prediction.job_id is 'The job that predicts.';
comment on column asked_prediction.model_version_id is 'The model.';
comment on column asked_prediction.stimuli_key is 'The file of stimuli as it was uploaded.';
comment on column asked_prediction.attempt is 'The attempt of the job that predicted; null before that.';
comment on column asked_prediction.stimuli is 'Name and length in bins of each stimulus, in the order of the file; null before that.';
comment on column asked_prediction.predictions_key is 'An NPZ file in the form of submissions, in the object store; null before that.';
comment on column asked_prediction.predicted_at is 'When it was registered; null before that.';
create index asked_prediction_model on asked_prediction (model_version_id);
comment on index asked_prediction_model is 'What goes with a model that is deleted.';
create index asked_prediction_stimuli on asked_prediction (stimuli_key);
comment on index asked_prediction_stimuli is 'Whether anything points to an object that is to be removed.';
create index asked_prediction_predictions on asked_prediction (predictions_key);
comment on index asked_prediction_predictions is 'Whether anything points to an object that is to be removed.';
