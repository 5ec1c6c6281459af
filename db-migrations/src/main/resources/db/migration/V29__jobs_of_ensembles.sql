-- An ensemble is read by who may read its members, and so is the job that makes one, from the beginning on: it names them.
alter function make_readable() rename to make_readable_but_jobs_of_ensembles;
comment on function make_readable_but_jobs_of_ensembles() is 'Makes the views of what one reader may read, with jobs of ensembles that name members whom the reader may not read: make_readable() calls it.';

create function members_rule(spec text) returns text language sql immutable
as $rule$
  select format('not exists (select 1 from jsonb_array_elements_text(%1$s -> ''members'') as named(reference)'
                ' join model m on m.name = split_part(named.reference, ''@'', 1)'
                ' join model_version o on o.model_id = m.id and o.version::text = split_part(named.reference, ''@'', 2)'
                ' where not exists (select 1 from readable.model_version v where v.id = o.id))',
                spec)
$rule$;
comment on function members_rule(text) is 'Whether each member that an ensemble''s job names may be read, or is gone.';

create function make_readable() returns void language plpgsql as $make$
begin
  perform make_readable_but_jobs_of_ensembles();
  -- What the view was so far, and this; of the table itself, for jobs are written through it. Few jobs make ensembles, and of the
  -- others nothing more is looked up.
  execute 'create or replace view readable.job as '
    || rtrim(pg_get_viewdef('readable.job'::regclass), ';')
    || ' and case when j.kind = ''ENSEMBLE'' then ' || members_rule('j.spec') || ' else true end';
end $make$;
comment on function make_readable() is 'Makes the views of what one reader may read, for the columns that the tables have now.';

select make_readable();
