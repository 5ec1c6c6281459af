-- What is hidden belongs to a file, not to the benchmarks that hide it: copies of the dataset and its deletion change nothing.

create table hidden_test (
  recording_key  text primary key references stored_object on delete cascade,
  content_sha256 bytea not null,
  stimuli        integer[] not null check (cardinality(stimuli) > 0),
  keeper_id      uuid not null references account
);
comment on table hidden_test is 'A file of which nobody below admin may have some responses. The row goes with the file.';
comment on column hidden_test.recording_key is 'The file in the object store.';
comment on column hidden_test.content_sha256 is 'Content of the dataset whose stimuli are counted; a dataset of this file with other metadata may order them otherwise, so all of its are hidden.';
comment on column hidden_test.stimuli is 'Indices of the hidden stimuli in a dataset of that content, ascending.';
comment on column hidden_test.keeper_id is 'Who made the first dataset of the file: that account and admins may hide more of it, and make further datasets of it.';

insert into hidden_test (recording_key, content_sha256, stimuli, keeper_id)
select f.recording_key, f.content_sha256, s.stimuli, k.owner_id
  from (select distinct on (d.recording_key) d.recording_key, d.content_sha256
          from benchmark b join dataset d on d.id = b.dataset_id
         where b.hidden_test
         order by d.recording_key, b.created_at, b.id) f
  join lateral (select array_agg(distinct h.stimulus order by h.stimulus) as stimuli
                  from (select t.stimulus::integer as stimulus
                          from benchmark b join dataset d on d.id = b.dataset_id
                         cross join lateral jsonb_array_elements_text(b.definition -> 'split' -> 'test') t (stimulus)
                         where b.hidden_test and d.recording_key = f.recording_key and d.content_sha256 = f.content_sha256
                        union all
                        -- What was hidden under another order of the stimuli may be any of these.
                        select generate_series(0, jsonb_array_length(d.shape -> 'stimuli') - 1)
                          from dataset d
                         where d.recording_key = f.recording_key and d.content_sha256 = f.content_sha256
                           and exists (select 1 from benchmark b join dataset o on o.id = b.dataset_id
                                        where b.hidden_test and o.recording_key = f.recording_key
                                          and o.content_sha256 <> f.content_sha256)) h) s on true
  join lateral (select d.owner_id from dataset d where d.recording_key = f.recording_key
                 order by d.created_at, d.id limit 1) k on true;

-- Hidden tests of one file count together towards the limit, so it is counted per account.
drop index submission_recent;
create index submission_recent on submission (owner_id, created_at desc);
comment on index submission_recent is 'What somebody has sent lately.';
