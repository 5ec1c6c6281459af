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

-- The one rule of what one was let read, as text: of a row, for an account.
create function reading_rule(thing text, granted text, account text, lab text, is_admin text) returns text language sql immutable
as $rule$
  select format('(%1$s.visibility = ''PUBLIC'' or %1$s.owner_id = %3$s or %5$s'
                ' or (%1$s.visibility = ''LAB'' and %4$s = (select w.lab_id from account w where w.id = %1$s.owner_id))'
                ' or (select true from reading_grant g where %2$s and (g.account_id = %3$s or g.lab_id = %4$s) limit 1)) is true',
                thing, granted, account, lab, is_admin)
$rule$;
comment on function reading_rule(text, text, text, text, text) is 'Whether an account was let read a row: alias of the row, which grants are its own, and the account with its lab and whether it is an admin.';

-- A contrast tells of two models.
create function counterpart_rule(counterpart text) returns text language sql immutable
as $rule$
  select format('not exists (select 1 from model_version o join model m on m.id = o.model_id'
                ' where m.name = split_part(%1$s ->> ''model'', ''@'', 1)'
                ' and o.version::text = split_part(%1$s ->> ''model'', ''@'', 2)'
                ' and not exists (select 1 from readable.model_version v where v.id = o.id))',
                counterpart)
$rule$;
comment on function counterpart_rule(text) is 'Whether the model that a contrast compares with may be read, or is gone; of what is no contrast, true.';

-- Views keep the columns that their tables had when they were made. What follows makes them again, and is called after every
-- migration. A migration that takes a column away or changes its type drops the schema first and calls make_readable() last, in one
-- transaction: without the views, a reader would see everything.
create function make_readable() returns void language plpgsql as $make$
declare
  of_dataset   constant text := 'g.dataset_id = d.id';
  of_benchmark constant text := 'g.benchmark_id = b.id';
  of_model     constant text := 'g.model_version_id = v.id';
  -- A job is let read to whom its model is.
  of_job       constant text := 'g.model_version_id = (select m.id from model_version m where m.job_id = j.id)';
  of_sweep     constant text := 'false';
  reader       constant text := '(select readable.reader())';
  lab          constant text := '(select readable.reader_lab())';
  is_admin     constant text := '(select readable.reader_is_admin())';
begin
  drop schema if exists readable cascade;
  create schema readable;
  comment on schema readable is 'What the account in the setting tonotopy.reader may read.';

  create function readable.reader() returns uuid language sql stable
  as $$ select nullif(current_setting('tonotopy.reader', true), '')::uuid $$;
  comment on function readable.reader() is 'Who reads; an id that no account has: somebody without an account.';

  create function readable.reader_lab() returns uuid language sql stable
  as $$ select lab_id from account where id = readable.reader() $$;
  comment on function readable.reader_lab() is 'The lab of who reads; null: none.';

  create function readable.reader_is_admin() returns boolean language sql stable
  as $$ select exists (select 1 from account where id = readable.reader() and role = 'ADMIN') $$;
  comment on function readable.reader_is_admin() is 'Whether the account of who reads is an admin''s, also where its token may less.';

  -- Which accounts may read something: what they were let, together with what it stands on.
  execute 'create view readable.dataset_reader as select d.id as dataset_id, a.id as account_id from dataset d join account a on '
    || reading_rule('d', of_dataset, 'a.id', 'a.lab_id', 'a.role = ''ADMIN''');

  execute 'create view readable.benchmark_reader as select b.id as benchmark_id, a.id as account_id from benchmark b join account a on '
    || reading_rule('b', of_benchmark, 'a.id', 'a.lab_id', 'a.role = ''ADMIN''')
    || ' where exists (select 1 from readable.dataset_reader r where r.dataset_id = b.dataset_id and r.account_id = a.id)';

  execute 'create view readable.member_reader as select v.id as model_version_id, a.id as account_id from model_version v join account a on '
    || reading_rule('v', of_model, 'a.id', 'a.lab_id', 'a.role = ''ADMIN''');

  create view readable.model_reader as
  select l.model_version_id, l.account_id
    from readable.member_reader l
    join model_version v on v.id = l.model_version_id
   where exists (select 1 from readable.benchmark_reader b where b.benchmark_id = v.benchmark_id and b.account_id = l.account_id)
     and not exists (select 1 from ensemble_member m
                      where m.ensemble_id = v.id
                        and not exists (select 1 from readable.member_reader o
                                         where o.model_version_id = m.member_id and o.account_id = l.account_id));

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

  -- The tables as one reader sees them. There are few datasets and benchmarks, and very many models and jobs: "(select true ...)" is
  -- looked up for each row, where "exists" may be answered for all rows at once.
  execute 'create view readable.dataset as select d.* from dataset d where '
    || reading_rule('d', of_dataset, reader, lab, is_admin);

  execute 'create view readable.benchmark as select b.* from benchmark b where '
    || reading_rule('b', of_benchmark, reader, lab, is_admin)
    || ' and exists (select 1 from readable.dataset d where d.id = b.dataset_id)';

  execute 'create view readable.model_version as select v.* from model_version v where '
    || reading_rule('v', of_model, reader, lab, is_admin)
    || ' and exists (select 1 from readable.benchmark b where b.id = v.benchmark_id)'
    || ' and not exists (select 1 from ensemble_member e join model_version o on o.id = e.member_id'
    || ' where e.ensemble_id = v.id and not '
    || reading_rule('o', 'g.model_version_id = o.id', reader, lab, is_admin) || ')';

  execute 'create view readable.job as select j.* from job j where '
    || reading_rule('j', of_job, reader, lab, is_admin)
    || ' and (j.kind <> ''FEATURE'' or ' || counterpart_rule('(j.spec -> ''counterpart'')') || ')'
    || ' and case'
    -- An ensemble's job names its members, as its model does.
    || ' when j.model_version_id is not null'
    || ' or (j.kind = ''ENSEMBLE'' and exists (select 1 from model_version m where m.job_id = j.id))'
    || ' then (select true from readable.model_version v where v.id ='
    || ' coalesce(j.model_version_id, (select m.id from model_version m where m.job_id = j.id)))'
    || ' when j.benchmark_id is not null then exists (select 1 from readable.benchmark b where b.id = j.benchmark_id)'
    || ' when j.dataset_id is not null then (select true from readable.dataset d where d.id = j.dataset_id)'
    || ' else true end';

  execute 'create view readable.sweep as select s.* from sweep s where '
    || reading_rule('s', of_sweep, reader, lab, is_admin)
    || ' and not exists (select 1 from benchmark_of_sweep o where o.sweep_id = s.id'
    || ' and not exists (select 1 from readable.benchmark b where b.id = o.benchmark_id))'
    -- Nothing is left of one whose models were all made less visible.
    || ' and (select true from readable.job j where j.sweep_id = s.id limit 1)';

  execute 'create view readable.feature as select f.* from feature f'
    || ' where (select true from readable.model_version v where v.id = f.model_version_id)'
    || ' and (f.counterpart is null or ' || counterpart_rule('f.counterpart') || ')';

  execute 'create view readable.feature_population as select p.* from feature_population p'
    || ' where (select true from readable.model_version v where v.id = p.model_version_id)'
    || ' and (select ' || counterpart_rule('(j.spec -> ''counterpart'')') || ' from job j where j.id = p.job_id)';

  create view readable.dataset_figure as
  select f.*
    from dataset_figure f
   where exists (select 1 from readable.dataset d where d.id = f.dataset_id);

  create view readable.submission as
  select s.*
    from submission s
   where (select true from readable.job j where j.id = s.job_id);

  create view readable.tombstone as
  select t.*
    from tombstone t
   where t.readable_by_all or t.deleted_by_id = (select readable.reader());
end $make$;
comment on function make_readable() is 'Makes the views of what one reader may read, for the columns that the tables have now.';

-- Without a view, the table of its name would be seen: services do not start then.
create function readable_is_whole() returns boolean language sql stable as $whole$
  select count(*) = 11
    from pg_views
   where schemaname = 'readable'
     and viewname in ('dataset', 'benchmark', 'model_version', 'job', 'sweep', 'feature', 'feature_population', 'dataset_figure',
                      'submission', 'tombstone', 'suite')
$whole$;
comment on function readable_is_whole() is 'Whether each table whose rows not everybody may read has its view.';

create function keep_readable() returns void language plpgsql as $keep$
begin
  -- Programs that migrate at the same time come one after another.
  perform pg_advisory_xact_lock(hashtextextended('make_readable', 0));
  if not readable_is_whole()
     or exists (select 1
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
