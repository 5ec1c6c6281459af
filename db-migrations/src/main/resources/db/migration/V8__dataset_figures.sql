-- The pictures of a dataset's report. The ingest job draws them; its rows are written with the dataset's acceptance and never
-- change.

create table dataset_figure (
  id         uuid primary key,
  dataset_id uuid not null references dataset on delete cascade,
  kind       text not null check (kind in ('CEILINGS', 'ALIGNMENT', 'STIMULUS', 'NEURON')),
  subject    integer check (subject >= 0),
  place      integer not null check (place >= 0),
  job_id     uuid not null references job on delete cascade,
  attempt    integer not null,
  png_key    text not null references stored_object,
  svg_key    text not null references stored_object,
  data_key   text not null references stored_object,
  created_at timestamptz not null,
  unique nulls not distinct (dataset_id, kind, subject),
  check ((kind in ('STIMULUS', 'NEURON')) = (subject is not null))
);
comment on table dataset_figure is 'A picture of a dataset''s validation report; never changed.';
comment on column dataset_figure.id is 'Identity.';
comment on column dataset_figure.dataset_id is 'The dataset.';
comment on column dataset_figure.kind is 'CEILINGS, ALIGNMENT, STIMULUS or NEURON.';
comment on column dataset_figure.subject is 'Index of the stimulus or neuron in the recording, from 0; null: the picture is of all.';
comment on column dataset_figure.place is 'Where it stands among the pictures of its dataset, from 0: neurons by signal power, say.';
comment on column dataset_figure.job_id is 'The ingest job that drew it.';
comment on column dataset_figure.attempt is 'The attempt of that job.';
comment on column dataset_figure.png_key is 'The picture as PNG in the object store.';
comment on column dataset_figure.svg_key is 'The picture as SVG in the object store.';
comment on column dataset_figure.data_key is 'The numbers in it, as CSV in the object store.';
comment on column dataset_figure.created_at is 'When the dataset was accepted.';
