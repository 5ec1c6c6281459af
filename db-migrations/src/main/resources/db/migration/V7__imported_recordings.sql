-- Recordings that come in the form in which a lab has them are made into the canonical form once, when they are validated.

alter table dataset add column front_end jsonb;
comment on column dataset.front_end is 'How sounds become cochleagrams; null for recordings that come as cochleagrams.';
alter table dataset add column imported_key text references stored_object;
comment on column dataset.imported_key is 'The canonical NPZ that an importer made; null where the file is that itself, and until READY.';
alter table dataset add column imported_metadata jsonb;
comment on column dataset.imported_metadata is 'The canonical JSON metadata that belong to imported_key.';
create index dataset_imported on dataset (imported_key) where imported_key is not null;
comment on index dataset_imported is 'Finds the dataset that keeps an object.';
alter table dataset add constraint dataset_imported_whole_check check ((imported_key is null) = (imported_metadata is null));
alter table dataset add constraint dataset_imported_ready_check
  check (state <> 'READY' or (imported_key is null) = (format in ('NPZ', 'HDF5')));
