-- What models predict of test stimuli, kept to be looked at, and what was recorded there.

create table model_prediction (
  model_version_id uuid primary key references model_version on delete cascade,
  object_key       text not null references stored_object,
  created_at       timestamptz not null
);
comment on table model_prediction is 'The predictions that a model''s score was computed of; none for models that were scored before they were kept.';
comment on column model_prediction.model_version_id is 'The model version.';
comment on column model_prediction.object_key is 'An NPZ file in the form of submissions, in the object store.';
comment on column model_prediction.created_at is 'When they were kept.';
create index model_prediction_object on model_prediction (object_key);
comment on index model_prediction_object is 'Whether anything points to an object that is to be removed.';

create table test_excerpt (
  benchmark_id uuid primary key references benchmark on delete cascade,
  object_key   text not null references stored_object,
  created_at   timestamptz not null
);
comment on table test_excerpt is 'Sounds and responses of the test stimuli of a benchmark, to be drawn beside predictions; written by the first job that scores a model.';
comment on column test_excerpt.benchmark_id is 'The benchmark.';
comment on column test_excerpt.object_key is 'An NPZ file in the object store. It may hold hidden responses and is never sent as a whole.';
comment on column test_excerpt.created_at is 'When it was kept.';
create index test_excerpt_object on test_excerpt (object_key);
comment on index test_excerpt_object is 'Whether anything points to an object that is to be removed.';
