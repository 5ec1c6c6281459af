-- Names: a "reference" such as ns1@2 is the pair (name, version). Times are timestamptz, written in UTC.
-- A metric that is undefined is NULL and its reason stands beside it; it is never 0.

create table account (
  id         uuid primary key,
  name       text not null unique,
  role       text not null check (role in ('VIEWER', 'MEMBER', 'ADMIN')),
  created_at timestamptz not null
);
comment on table account is 'Who did what.';
comment on column account.id is 'Identity of the account.';
comment on column account.name is 'Name shown beside what the account made.';
comment on column account.role is 'What the account may do: VIEWER reads, MEMBER also creates, ADMIN also administers.';
comment on column account.created_at is 'When the account was made.';

create table api_token (
  id           uuid primary key,
  account_id   uuid not null references account,
  prefix       text not null,
  token_sha256 bytea not null unique,
  created_at   timestamptz not null,
  expires_at   timestamptz,
  revoked_at   timestamptz
);
comment on table api_token is 'Bearer tokens; only their hash is kept.';
comment on column api_token.id is 'Identity of the token.';
comment on column api_token.account_id is 'The account that the token speaks for.';
comment on column api_token.prefix is 'First characters of the token, by which a person recognises it.';
comment on column api_token.token_sha256 is 'SHA-256 of the whole token: 256 random bits need no slow hash.';
comment on column api_token.created_at is 'When the token was made.';
comment on column api_token.expires_at is 'From when on the token is refused; null: never.';
comment on column api_token.revoked_at is 'When the token was revoked; null: it was not.';

create table stored_object (
  object_key text primary key,
  sha256     bytea not null,
  size_bytes bigint not null check (size_bytes >= 0),
  created_at timestamptz not null
);
comment on table stored_object is 'Objects in the object store that rows may point to; written once, never changed.';
comment on column stored_object.object_key is 'Key in the object store.';
comment on column stored_object.sha256 is 'Hash of the content, checked on every read.';
comment on column stored_object.size_bytes is 'Length of the content in bytes.';
comment on column stored_object.created_at is 'When the object was completely written.';

create table dataset (
  id             uuid primary key,
  name           text not null,
  version        integer not null check (version >= 1),
  state          text not null check (state in ('UPLOADING', 'VALIDATING', 'READY', 'REJECTED')),
  content_sha256 bytea not null,
  recording_key  text not null references stored_object,
  format         text not null,
  metadata       jsonb not null,
  shape          jsonb,
  report         jsonb,
  rejection      jsonb,
  owner_id       uuid not null references account,
  created_at     timestamptz not null,
  validated_at   timestamptz,
  unique (name, version),
  check (state <> 'READY' or (shape is not null and report is not null)),
  check (state <> 'REJECTED' or rejection is not null)
);
comment on table dataset is 'A version of a recording; immutable once READY.';
comment on column dataset.id is 'Identity of this version.';
comment on column dataset.name is 'Name shared by all versions.';
comment on column dataset.version is 'Counts from 1.';
comment on column dataset.state is 'UPLOADING, VALIDATING, then READY or REJECTED.';
comment on column dataset.content_sha256 is 'Hash over the recording''s bytes and its metadata: what "the same dataset" means.';
comment on column dataset.recording_key is 'The recording''s file in the object store.';
comment on column dataset.format is 'Form of the file, for instance npz.';
comment on column dataset.metadata is 'What the lab says of the recording: source, license, citation, species, area, front end.';
comment on column dataset.shape is 'Bands, bin width, stimuli with their lengths, neurons with their names; null until READY.';
comment on column dataset.report is 'Validation report; null until READY.';
comment on column dataset.rejection is 'Findings, each with what, where and remedy; null unless REJECTED.';
comment on column dataset.owner_id is 'Who uploaded it.';
comment on column dataset.created_at is 'When it was created.';
comment on column dataset.validated_at is 'When it became READY or REJECTED.';
create unique index dataset_content on dataset (name, content_sha256) where state <> 'REJECTED';
comment on index dataset_content is 'The same content twice under one name is the same dataset version.';

create table benchmark (
  id             uuid primary key,
  name           text not null,
  version        integer not null check (version >= 1),
  dataset_id     uuid not null references dataset,
  definition     jsonb not null,
  definition_sha256 bytea not null,
  neurons_before integer not null,
  neurons_after  integer not null,
  owner_id       uuid not null references account,
  created_at     timestamptz not null,
  unique (name, version),
  unique (name, definition_sha256)
);
comment on table benchmark is 'A dataset version with a split, a response preparation and a ranking metric; never changed.';
comment on column benchmark.id is 'Identity of this version.';
comment on column benchmark.name is 'Name shared by all versions.';
comment on column benchmark.version is 'Counts from 1; another definition is another version.';
comment on column benchmark.dataset_id is 'The dataset version that it stands on.';
comment on column benchmark.definition is 'Split by stimulus, smoothing, neuron filter, ranking metric, rules in words.';
comment on column benchmark.definition_sha256 is 'Hash of the definition and the dataset: the same twice is the same version.';
comment on column benchmark.neurons_before is 'Neurons in the dataset.';
comment on column benchmark.neurons_after is 'Neurons that the filter keeps.';
comment on column benchmark.owner_id is 'Who defined it.';
comment on column benchmark.created_at is 'When it was defined.';
create index benchmark_dataset on benchmark (dataset_id);
comment on index benchmark_dataset is 'Benchmarks of a dataset.';

create table job (
  id               uuid primary key,
  kind             text not null check (kind in ('INGEST', 'FIT')),
  state            text not null check (state in ('QUEUED', 'RUNNING', 'PAUSING', 'PAUSED', 'CANCELLING', 'SUCCEEDED', 'FAILED', 'CANCELLED')),
  spec             jsonb not null,
  spec_sha256      bytea not null,
  dataset_id       uuid references dataset,
  benchmark_id     uuid references benchmark,
  owner_id         uuid not null references account,
  attempt          integer not null default 0,
  worker           text,
  progress         jsonb,
  last_event       integer not null default 0,
  failure_kind     text check (failure_kind in ('OUT_OF_MEMORY', 'INVALID_INPUT', 'DIVERGED', 'WORKER_LOST', 'STORAGE', 'INTERNAL')),
  failure_message  text,
  created_at       timestamptz not null,
  started_at       timestamptz,
  last_progress_at timestamptz,
  finished_at      timestamptz,
  check ((state = 'FAILED') = (failure_kind is not null)),
  check ((state in ('SUCCEEDED', 'FAILED', 'CANCELLED')) = (finished_at is not null))
);
comment on table job is 'Work that takes time, done by a worker.';
comment on column job.id is 'Identity; also the instance id in scheduled_tasks.';
comment on column job.kind is 'What is to be done.';
comment on column job.state is 'Where it stands; SUCCEEDED, FAILED and CANCELLED are final.';
comment on column job.spec is 'All that the worker needs to know, with every default filled in.';
comment on column job.spec_sha256 is 'Hash of the spec, to find the same request again.';
comment on column job.dataset_id is 'The dataset that it ingests or fits.';
comment on column job.benchmark_id is 'The benchmark that a fit is for.';
comment on column job.owner_id is 'Who asked for it.';
comment on column job.attempt is 'Number of the current attempt: the fence that every write of a worker must pass; 0 before the first.';
comment on column job.worker is 'The worker of the current attempt.';
comment on column job.progress is 'The latest progress, as the events tell it.';
comment on column job.last_event is 'Sequence number of its latest event.';
comment on column job.failure_kind is 'Why it failed, as a kind.';
comment on column job.failure_message is 'Why it failed, in one sentence.';
comment on column job.created_at is 'When it was asked for.';
comment on column job.started_at is 'When its current attempt began.';
comment on column job.last_progress_at is 'When it last moved.';
comment on column job.finished_at is 'When it reached a final state.';
create index job_newest on job (created_at desc, id desc);
comment on index job_newest is 'Keyset pages of the job list.';
create index job_open on job (state, created_at) where finished_at is null;
comment on index job_open is 'What is queued or running.';
create index job_benchmark on job (benchmark_id, created_at desc);
comment on index job_benchmark is 'Jobs of a benchmark.';
create index job_dataset on job (dataset_id, created_at desc);
comment on index job_dataset is 'Jobs of a dataset.';

create table job_attempt (
  job_id      uuid not null references job,
  number      integer not null check (number >= 1),
  worker      text not null,
  started_at  timestamptz not null,
  finished_at timestamptz,
  outcome     text check (outcome in ('SUCCEEDED', 'FAILED', 'CANCELLED', 'SUPERSEDED')),
  primary key (job_id, number)
);
comment on table job_attempt is 'Each run of a job; a newer attempt supersedes an older one.';
comment on column job_attempt.job_id is 'The job.';
comment on column job_attempt.number is 'The fencing number.';
comment on column job_attempt.worker is 'The worker that ran it.';
comment on column job_attempt.started_at is 'When the worker took it.';
comment on column job_attempt.finished_at is 'When it ended; null while it runs.';
comment on column job_attempt.outcome is 'How it ended.';

create table job_event (
  job_id   uuid not null references job,
  sequence integer not null check (sequence >= 1),
  at       timestamptz not null,
  attempt  integer not null,
  type     text not null,
  data     jsonb not null,
  primary key (job_id, sequence)
);
comment on table job_event is 'Append-only log of a job: what people read and what is streamed.';
comment on column job_event.job_id is 'The job.';
comment on column job_event.sequence is 'Counts from 1 without gaps; the id of the streamed event.';
comment on column job_event.at is 'When it happened.';
comment on column job_event.attempt is 'The attempt that it belongs to; 0 outside any.';
comment on column job_event.type is 'queued, started, progress, succeeded, failed, cancelling, cancelled, lost.';
comment on column job_event.data is 'What happened.';

create table model (
  id         uuid primary key,
  name       text not null unique,
  owner_id   uuid not null references account,
  created_at timestamptz not null
);
comment on table model is 'A name under which versions of a fitted model are kept.';
comment on column model.id is 'Identity.';
comment on column model.name is 'The name, for instance statenet-ns1-natural.';
comment on column model.owner_id is 'Who made the first version.';
comment on column model.created_at is 'When the first version was made.';

create table model_version (
  id               uuid primary key,
  model_id         uuid not null references model,
  version          integer not null check (version >= 1),
  job_id           uuid not null unique references job,
  attempt          integer not null,
  benchmark_id     uuid not null references benchmark,
  kind             text not null,
  spec             jsonb not null,
  spec_sha256      bytea not null,
  seed             bigint not null,
  parameter_count  bigint not null,
  weights_key      text not null references stored_object,
  fit              jsonb not null,
  fit_seconds      double precision not null,
  provenance       jsonb not null,
  owner_id         uuid not null references account,
  created_at       timestamptz not null,
  unique (model_id, version)
);
comment on table model_version is 'A fitted model: weights and all that is needed to make them again.';
comment on column model_version.id is 'Identity of this version.';
comment on column model_version.model_id is 'The model that it is a version of.';
comment on column model_version.version is 'Counts from 1.';
comment on column model_version.job_id is 'The fit that made it; a job makes one version at most.';
comment on column model_version.attempt is 'The attempt of that job.';
comment on column model_version.benchmark_id is 'The benchmark whose training stimuli it was fitted to.';
comment on column model_version.kind is 'Model kind, for instance statenet.';
comment on column model_version.spec is 'Model and training with every default filled in; without the seed.';
comment on column model_version.spec_sha256 is 'Hash of the spec: versions that share it differ by seed alone.';
comment on column model_version.seed is 'The seed of the fit.';
comment on column model_version.parameter_count is 'Number of fitted parameters.';
comment on column model_version.weights_key is 'The weights in the object store.';
comment on column model_version.fit is 'How the fit went: best epoch, epochs run, why it stopped, validation score, what was chosen.';
comment on column model_version.fit_seconds is 'Wall time of the fit in seconds.';
comment on column model_version.provenance is 'Dataset hash, benchmark, code version, JVM, operating system, processor, backend, threads.';
comment on column model_version.owner_id is 'Who asked for the fit.';
comment on column model_version.created_at is 'When it was registered.';
create index model_version_board on model_version (benchmark_id, spec_sha256);
comment on index model_version_board is 'The board folds the seeds of one spec.';
create index model_version_newest on model_version (created_at desc, id desc);
comment on index model_version_newest is 'Keyset pages of the model list.';

create table learning_curve_point (
  model_version_id uuid not null references model_version,
  epoch            integer not null check (epoch >= 0),
  train_loss       double precision,
  validation_loss  double precision,
  validation_score double precision,
  learning_rate    double precision,
  seconds          double precision not null,
  primary key (model_version_id, epoch)
);
comment on table learning_curve_point is 'The learning curve of a fit, one row per epoch.';
comment on column learning_curve_point.model_version_id is 'The fitted model.';
comment on column learning_curve_point.epoch is 'Counts from 1; 0 is the state before the first step.';
comment on column learning_curve_point.train_loss is 'Mean loss over the epoch''s training clips.';
comment on column learning_curve_point.validation_loss is 'Loss on the validation stimuli.';
comment on column learning_curve_point.validation_score is 'Mean normalised correlation on the validation stimuli; null where undefined.';
comment on column learning_curve_point.learning_rate is 'Learning rate of the epoch.';
comment on column learning_curve_point.seconds is 'Wall time of the epoch in seconds.';

create table score (
  id               uuid primary key,
  model_version_id uuid not null references model_version,
  benchmark_id     uuid not null references benchmark,
  scorer_version   text not null,
  created_at       timestamptz not null,
  unique (model_version_id, benchmark_id, scorer_version)
);
comment on table score is 'The test stimuli of a benchmark scored once for one model version by one version of the scorer.';
comment on column score.id is 'Identity.';
comment on column score.model_version_id is 'What was scored.';
comment on column score.benchmark_id is 'On which benchmark version.';
comment on column score.scorer_version is 'Version of the scorer''s formulas.';
comment on column score.created_at is 'When it was scored.';
create index score_benchmark on score (benchmark_id);
comment on index score_benchmark is 'Scores of a benchmark.';

create table neuron_score (
  score_id      uuid not null references score,
  neuron        integer not null check (neuron >= 0),
  cc            double precision,
  cc_norm       double precision,
  cc_norm_hsu   double precision,
  cc_trial_norm double precision,
  cc_max        double precision,
  fve           double precision,
  feve          double precision,
  bits_per_spike double precision,
  mse           double precision,
  poisson_nll   double precision,
  signal_power  double precision,
  noise_power   double precision,
  snr           double precision,
  undefined     jsonb,
  primary key (score_id, neuron)
);
comment on table neuron_score is 'Metrics of one neuron; a metric that is undefined is null.';
comment on column neuron_score.score_id is 'The score.';
comment on column neuron_score.neuron is 'Index of the neuron in the dataset, from 0.';
comment on column neuron_score.cc is 'Correlation between prediction and PSTH.';
comment on column neuron_score.cc_norm is 'Normalised correlation of Schoppe et al. 2016.';
comment on column neuron_score.cc_norm_hsu is 'Normalised correlation of Hsu et al. 2004.';
comment on column neuron_score.cc_trial_norm is 'Normalised correlation of Pennington and David 2023.';
comment on column neuron_score.cc_max is 'Noise ceiling of cc by split halves.';
comment on column neuron_score.fve is 'Fraction of variance explained.';
comment on column neuron_score.feve is 'Fraction of explainable variance explained.';
comment on column neuron_score.bits_per_spike is 'Information gain over the mean train rate.';
comment on column neuron_score.mse is 'Mean squared error to the PSTH.';
comment on column neuron_score.poisson_nll is 'Poisson loss to the PSTH.';
comment on column neuron_score.signal_power is 'Signal power of Sahani and Linden 2003.';
comment on column neuron_score.noise_power is 'Total power less signal power.';
comment on column neuron_score.snr is 'Signal power over noise power.';
comment on column neuron_score.undefined is 'For each metric that is null or flagged: why.';

create table score_aggregate (
  score_id         uuid not null references score,
  metric           text not null,
  mean             double precision,
  median           double precision,
  lower_quartile   double precision,
  upper_quartile   double precision,
  share_above_zero double precision,
  counted          integer not null,
  left_out         integer not null,
  left_out_reasons jsonb not null,
  primary key (score_id, metric)
);
comment on table score_aggregate is 'A metric over the neurons for which it is defined.';
comment on column score_aggregate.score_id is 'The score.';
comment on column score_aggregate.metric is 'Name of the metric, as in neuron_score.';
comment on column score_aggregate.mean is 'Mean over neurons.';
comment on column score_aggregate.median is 'Median over neurons.';
comment on column score_aggregate.lower_quartile is 'First quartile.';
comment on column score_aggregate.upper_quartile is 'Third quartile.';
comment on column score_aggregate.share_above_zero is 'Share of the counted neurons above 0.';
comment on column score_aggregate.counted is 'Neurons that count.';
comment on column score_aggregate.left_out is 'Neurons that do not.';
comment on column score_aggregate.left_out_reasons is 'Reason to number of neurons.';

create table idempotent_request (
  account_id     uuid not null references account,
  idempotency_key text not null,
  request_sha256 bytea not null,
  location       text not null,
  created_at     timestamptz not null,
  primary key (account_id, idempotency_key)
);
comment on table idempotent_request is 'What a creating request with an Idempotency-Key made, so that its repetition makes nothing.';
comment on column idempotent_request.account_id is 'Who sent it.';
comment on column idempotent_request.idempotency_key is 'The key that the client chose.';
comment on column idempotent_request.request_sha256 is 'Hash of method, path and body: another request under the same key is refused.';
comment on column idempotent_request.location is 'Path of what was made.';
comment on column idempotent_request.created_at is 'When it was made.';

-- The queue of db-scheduler; column names and types are its own.
create table scheduled_tasks (
  task_name            text not null,
  task_instance        text not null,
  task_data            bytea,
  execution_time       timestamptz not null,
  picked               boolean not null,
  picked_by            text,
  last_success         timestamptz,
  last_failure         timestamptz,
  consecutive_failures integer,
  last_heartbeat       timestamptz,
  version              bigint not null,
  priority             smallint,
  primary key (task_name, task_instance)
);
comment on table scheduled_tasks is 'Executions that db-scheduler hands to workers.';
comment on column scheduled_tasks.task_name is 'Kind of job.';
comment on column scheduled_tasks.task_instance is 'Id of the job.';
comment on column scheduled_tasks.task_data is 'Unused: the job row says all.';
comment on column scheduled_tasks.execution_time is 'Not before.';
comment on column scheduled_tasks.picked is 'Whether a worker has it.';
comment on column scheduled_tasks.picked_by is 'Name of that worker''s scheduler.';
comment on column scheduled_tasks.last_success is 'Kept by db-scheduler.';
comment on column scheduled_tasks.last_failure is 'Kept by db-scheduler.';
comment on column scheduled_tasks.consecutive_failures is 'Kept by db-scheduler.';
comment on column scheduled_tasks.last_heartbeat is 'Sign of life of the worker that has it.';
comment on column scheduled_tasks.version is 'Optimistic lock.';
comment on column scheduled_tasks.priority is 'Higher first.';
create index scheduled_tasks_execution_time on scheduled_tasks (execution_time);
comment on index scheduled_tasks_execution_time is 'What is due.';
create index scheduled_tasks_last_heartbeat on scheduled_tasks (last_heartbeat);
comment on index scheduled_tasks_last_heartbeat is 'What has lost its worker.';
create index scheduled_tasks_priority on scheduled_tasks (priority desc, execution_time asc);
comment on index scheduled_tasks_priority is 'What is due, in order.';
