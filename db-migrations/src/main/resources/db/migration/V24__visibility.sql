-- Who may read what. The schema "readable" has a view for each table whose rows not everybody may read, under the table's name and
-- with its columns: with it in front of the search path, whatever asks for the table sees what one reader may read, and no more.

alter table dataset add column visibility text not null default 'PUBLIC' check (visibility in ('PUBLIC', 'LAB', 'PRIVATE'));
alter table benchmark add column visibility text not null default 'PUBLIC' check (visibility in ('PUBLIC', 'LAB', 'PRIVATE'));
alter table sweep add column visibility text not null default 'PUBLIC' check (visibility in ('PUBLIC', 'LAB', 'PRIVATE'));
alter table job add column visibility text not null default 'PUBLIC' check (visibility in ('PUBLIC', 'LAB', 'PRIVATE'));
alter table model_version add column visibility text not null default 'PUBLIC' check (visibility in ('PUBLIC', 'LAB', 'PRIVATE'));
alter table dataset alter column visibility drop default;
alter table benchmark alter column visibility drop default;
alter table sweep alter column visibility drop default;
alter table job alter column visibility drop default;
alter table model_version alter column visibility drop default;
comment on column dataset.visibility is 'Who may read it besides its owner, admins and those whom it is shared with: PUBLIC everybody who may read, LAB the accounts of its owner''s lab, PRIVATE nobody.';
comment on column benchmark.visibility is 'The same of the benchmark, and of them those who may read its dataset.';
comment on column sweep.visibility is 'The same of the sweep, and of them those who may read its benchmarks; its fits begin with it.';
comment on column job.visibility is 'The same of the job, and of them those who may read what it is about; what it makes begins with it, and a model that is changed changes it.';
comment on column model_version.visibility is 'The same of the model, and of them those who may read its benchmark and its members.';

create table reading_grant (
  dataset_id       uuid references dataset on delete cascade,
  benchmark_id     uuid references benchmark on delete cascade,
  model_version_id uuid references model_version on delete cascade,
  account_id       uuid references account,
  lab_id           uuid references lab,
  unique nulls not distinct (dataset_id, benchmark_id, model_version_id, account_id, lab_id),
  check (num_nonnulls(dataset_id, benchmark_id, model_version_id) = 1),
  check (num_nonnulls(account_id, lab_id) = 1)
);
comment on table reading_grant is 'Whom something is shared with.';
comment on column reading_grant.dataset_id is 'The dataset that is shared; null: something else is.';
comment on column reading_grant.benchmark_id is 'The benchmark that is shared; null: something else is.';
comment on column reading_grant.model_version_id is 'The model that is shared; null: something else is.';
comment on column reading_grant.account_id is 'The account that may read it; null: the accounts of a lab may.';
comment on column reading_grant.lab_id is 'The lab whose accounts may read it; null: an account may.';
create index reading_grant_benchmark on reading_grant (benchmark_id) where benchmark_id is not null;
comment on index reading_grant_benchmark is 'Whom a benchmark is shared with.';
create index reading_grant_model_version on reading_grant (model_version_id) where model_version_id is not null;
comment on index reading_grant_model_version is 'Whom a model is shared with.';

alter table tombstone add column readable_by_all boolean not null default true;
alter table tombstone alter column readable_by_all drop default;
comment on column tombstone.readable_by_all is 'Whether everybody who may read could read what was deleted; if not, it is as if it had never been for all but who deleted it.';

-- Views keep the columns that their tables had when they were made. What follows makes them again, and is called after every
-- migration. A migration that takes a column away or changes its type drops the schema first and calls make_readable() last, in one
-- transaction: without the views, a reader would see everything.
create function make_readable() returns void language plpgsql as $make$
begin
  drop schema if exists readable cascade;
  create schema readable;
  comment on schema readable is 'What the account in the setting tonotopy.reader may read.';

  create function readable.reader() returns uuid language sql stable
  as $$ select nullif(current_setting('tonotopy.reader', true), '')::uuid $$;
  comment on function readable.reader() is 'Who reads; an id that no account has: somebody without an account.';

  -- Who was let read something, whatever it stands on.
  create view readable.dataset_grant as
  select d.id as dataset_id, a.id as account_id
    from dataset d
    join account a
      on a.role = 'ADMIN' or a.id = d.owner_id or d.visibility = 'PUBLIC'
      or (d.visibility = 'LAB' and a.lab_id = (select o.lab_id from account o where o.id = d.owner_id))
      or exists (select 1 from reading_grant g where g.dataset_id = d.id and (g.account_id = a.id or g.lab_id = a.lab_id));

  create view readable.benchmark_grant as
  select b.id as benchmark_id, a.id as account_id
    from benchmark b
    join account a
      on a.role = 'ADMIN' or a.id = b.owner_id or b.visibility = 'PUBLIC'
      or (b.visibility = 'LAB' and a.lab_id = (select o.lab_id from account o where o.id = b.owner_id))
      or exists (select 1 from reading_grant g where g.benchmark_id = b.id and (g.account_id = a.id or g.lab_id = a.lab_id));

  create view readable.model_grant as
  select v.id as model_version_id, a.id as account_id
    from model_version v
    join account a
      on a.role = 'ADMIN' or a.id = v.owner_id or v.visibility = 'PUBLIC'
      or (v.visibility = 'LAB' and a.lab_id = (select o.lab_id from account o where o.id = v.owner_id))
      or exists (select 1 from reading_grant g where g.model_version_id = v.id and (g.account_id = a.id or g.lab_id = a.lab_id));

  -- A job is let read to whom its model is.
  create view readable.job_grant as
  select j.id as job_id, a.id as account_id
    from job j
    join account a
      on a.role = 'ADMIN' or a.id = j.owner_id or j.visibility = 'PUBLIC'
      or (j.visibility = 'LAB' and a.lab_id = (select o.lab_id from account o where o.id = j.owner_id))
      or exists (select 1 from model_version v join reading_grant g on g.model_version_id = v.id
                  where v.job_id = j.id and (g.account_id = a.id or g.lab_id = a.lab_id));

  create view readable.sweep_grant as
  select s.id as sweep_id, a.id as account_id
    from sweep s
    join account a
      on a.role = 'ADMIN' or a.id = s.owner_id or s.visibility = 'PUBLIC'
      or (s.visibility = 'LAB' and a.lab_id = (select o.lab_id from account o where o.id = s.owner_id));

  -- Which accounts may read something: what they were let, together with what it stands on.
  create view readable.dataset_reader as
  select dataset_id, account_id from readable.dataset_grant;

  create view readable.benchmark_reader as
  select g.benchmark_id, g.account_id
    from readable.benchmark_grant g
    join benchmark b on b.id = g.benchmark_id
   where exists (select 1 from readable.dataset_reader d where d.dataset_id = b.dataset_id and d.account_id = g.account_id);

  create view readable.model_reader as
  select g.model_version_id, g.account_id
    from readable.model_grant g
    join model_version v on v.id = g.model_version_id
   where exists (select 1 from readable.benchmark_reader b where b.benchmark_id = v.benchmark_id and b.account_id = g.account_id)
     and not exists (select 1 from ensemble_member m
                      where m.ensemble_id = v.id
                        and not exists (select 1 from readable.model_grant o
                                         where o.model_version_id = m.member_id and o.account_id = g.account_id));

  -- A board is the same for all who may read its benchmark, so it holds what all of them may read.
  create view readable.board_model as
  select v.id as model_version_id
    from model_version v
   where not exists (select 1 from ensemble_member m join model_version o on o.id = m.member_id
                      where m.ensemble_id = v.id and o.visibility <> 'PUBLIC')
     and (v.visibility = 'PUBLIC'
          or exists (select 1 from benchmark b join dataset d on d.id = b.dataset_id
                      where b.id = v.benchmark_id and (b.visibility <> 'PUBLIC' or d.visibility <> 'PUBLIC'))
             and not exists (select 1 from readable.benchmark_reader r
                              where r.benchmark_id = v.benchmark_id
                                and not exists (select 1 from readable.model_reader w
                                                 where w.model_version_id = v.id and w.account_id = r.account_id)));

  -- The tables as one reader sees them. What is public is found to be so in its own row.
  create view readable.dataset as
  select d.*
    from dataset d
   where d.visibility = 'PUBLIC'
      or exists (select 1 from readable.dataset_grant g
                  where g.dataset_id = d.id and g.account_id = (select readable.reader()));

  create view readable.benchmark as
  select b.*
    from benchmark b
   where (b.visibility = 'PUBLIC'
          or exists (select 1 from readable.benchmark_grant g
                      where g.benchmark_id = b.id and g.account_id = (select readable.reader())))
     and exists (select 1 from readable.dataset d where d.id = b.dataset_id);

  create view readable.model_version as
  select v.*
    from model_version v
   where (v.visibility = 'PUBLIC'
          or exists (select 1 from readable.model_grant g
                      where g.model_version_id = v.id and g.account_id = (select readable.reader())))
     and exists (select 1 from readable.benchmark b where b.id = v.benchmark_id)
     and not exists (select 1 from ensemble_member m join model_version o on o.id = m.member_id
                      where m.ensemble_id = v.id and o.visibility <> 'PUBLIC'
                        and not exists (select 1 from readable.model_grant g
                                         where g.model_version_id = o.id and g.account_id = (select readable.reader())));

  create view readable.job as
  select j.*
    from job j
   where (j.visibility = 'PUBLIC'
          or exists (select 1 from readable.job_grant g
                      where g.job_id = j.id and g.account_id = (select readable.reader())))
     and case
           when j.model_version_id is not null
             then exists (select 1 from readable.model_version v where v.id = j.model_version_id)
           when j.benchmark_id is not null
             then exists (select 1 from readable.benchmark b where b.id = j.benchmark_id)
           when j.dataset_id is not null
             then exists (select 1 from readable.dataset d where d.id = j.dataset_id)
           else true
         end
     -- An ensemble's job names its members.
     and (j.kind <> 'ENSEMBLE'
          or not exists (select 1 from model_version v where v.job_id = j.id)
          or exists (select 1 from readable.model_version v where v.job_id = j.id));

  create view readable.sweep as
  select s.*
    from sweep s
   where (s.visibility = 'PUBLIC'
          or exists (select 1 from readable.sweep_grant g
                      where g.sweep_id = s.id and g.account_id = (select readable.reader())))
     and not exists (select 1 from benchmark_of_sweep o
                      where o.sweep_id = s.id
                        and not exists (select 1 from readable.benchmark b where b.id = o.benchmark_id))
     -- Nothing is left of one whose models were all made less visible. Looked up for each sweep: its jobs may be very many.
     and (select true from readable.job j where j.sweep_id = s.id limit 1);

  create view readable.feature as
  select f.*
    from feature f
   where exists (select 1 from readable.model_version v where v.id = f.model_version_id);

  create view readable.feature_population as
  select p.*
    from feature_population p
   where exists (select 1 from readable.model_version v where v.id = p.model_version_id);

  create view readable.dataset_figure as
  select f.*
    from dataset_figure f
   where exists (select 1 from readable.dataset d where d.id = f.dataset_id);

  create view readable.submission as
  select s.*
    from submission s
   where exists (select 1 from readable.job j where j.id = s.job_id);

  create view readable.tombstone as
  select t.*
    from tombstone t
   where t.readable_by_all or t.deleted_by_id = (select readable.reader());
end $make$;
comment on function make_readable() is 'Makes the views of what one reader may read, for the columns that the tables have now.';

create function keep_readable() returns void language plpgsql as $keep$
begin
  -- Programs that migrate at the same time come one after another.
  perform pg_advisory_xact_lock(hashtextextended('make_readable', 0));
  if exists (select 1
               from pg_class v
               join pg_class t on t.relname = v.relname and t.relnamespace = current_schema()::regnamespace
              where v.relnamespace = to_regnamespace('readable')
                and (select array_agg(a.attname order by a.attnum) from pg_attribute a
                      where a.attrelid = v.oid and a.attnum > 0)
                    is distinct from
                    (select array_agg(a.attname order by a.attnum) from pg_attribute a
                      where a.attrelid = t.oid and a.attnum > 0 and not a.attisdropped))
  then
    perform make_readable();
  end if;
end $keep$;
comment on function keep_readable() is 'Makes those views again if a table has other columns by now.';

select make_readable();
