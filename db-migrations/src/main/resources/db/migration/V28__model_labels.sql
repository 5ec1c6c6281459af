-- What people say of models: tags and a note on a version, and aliases that point from a name to one of its versions.

alter table model_version add column tags text[] not null default '{}' check (cardinality(tags) <= 50);
alter table model_version add column note text check (length(note) between 1 and 5000);
comment on column model_version.tags is 'Short words that people found for it, in order.';
comment on column model_version.note is 'What its owner says of it; null: nothing.';

create index model_version_tags on model_version using gin (tags);
comment on index model_version_tags is 'Models with a tag.';
create index model_version_spec on model_version using gin (spec jsonb_path_ops);
comment on index model_version_spec is 'Models with a value of a hyperparameter.';
create index model_version_kind on model_version (kind, created_at desc, id desc);
comment on index model_version_kind is 'Keyset pages of the models of a kind.';
create index model_version_owner on model_version (owner_id, created_at desc, id desc);
comment on index model_version_owner is 'Keyset pages of somebody''s models.';

create table model_alias (
  model_id uuid not null,
  alias    text not null check (alias ~ '^[a-z][a-z0-9.-]{0,49}$'),
  version  integer not null,
  primary key (model_id, alias),
  foreign key (model_id, version) references model_version (model_id, version) on delete cascade
);
comment on table model_alias is 'Words that stand for one version of a model, written name@alias; they move.';
comment on column model_alias.model_id is 'The name.';
comment on column model_alias.alias is 'The word; begins with a letter, so it is no number of a version.';
comment on column model_alias.version is 'The version that it stands for now.';
create index model_alias_version on model_alias (model_id, version);
comment on index model_alias_version is 'The aliases of a version, which go with it.';

create table model_alias_change (
  id            uuid primary key,
  model         text not null,
  alias         text not null,
  change        text not null check (change in ('SET', 'MOVED', 'REMOVED', 'VERSION_DELETED')),
  from_version  integer check ((change = 'SET') = (from_version is null)),
  to_version    integer check ((change in ('SET', 'MOVED')) = (to_version is not null)),
  changed_by_id uuid references account,
  changed_at    timestamptz not null
);
comment on table model_alias_change is 'What became of aliases; never changed, and outlives the models.';
comment on column model_alias_change.id is 'Identity.';
comment on column model_alias_change.model is 'The name.';
comment on column model_alias_change.alias is 'The alias.';
comment on column model_alias_change.change is 'SET anew, MOVED to another version, REMOVED by somebody, or VERSION_DELETED: it went with its version.';
comment on column model_alias_change.from_version is 'The version that it stood for before; null: none.';
comment on column model_alias_change.to_version is 'The version that it stands for since; null: none.';
comment on column model_alias_change.changed_by_id is 'Who changed it, or deleted the version; null: not known.';
comment on column model_alias_change.changed_at is 'When.';
create index model_alias_change_newest on model_alias_change (changed_at desc, id desc);
comment on index model_alias_change_newest is 'Keyset pages of all changes.';
create index model_alias_change_of_model on model_alias_change (model, changed_at desc, id desc);
comment on index model_alias_change_of_model is 'Keyset pages of the changes of a name.';

-- An alias goes with its version, however that is deleted, and its history says so.
create function remember_lost_alias() returns trigger language plpgsql as $lost$
begin
  -- The tables, whatever the search path says. What somebody removes has its version still, and is remembered with who did it.
  execute format('insert into %1$I.model_alias_change (id, model, alias, change, from_version, changed_by_id, changed_at)'
                 ' select gen_random_uuid(), m.name, $2, ''VERSION_DELETED'', $3, t.deleted_by_id, clock_timestamp()'
                 ' from %1$I.model m left join %1$I.tombstone t on t.kind = ''MODEL'' and t.name = m.name and t.version = $3'
                 ' where m.id = $1 and not exists (select 1 from %1$I.model_version v where v.model_id = $1 and v.version = $3)',
                 tg_table_schema) using old.model_id, old.alias, old.version;
  return null;
end $lost$;
comment on function remember_lost_alias() is 'Remembers that an alias went with its version.';
create trigger alias_goes_with_its_version after delete on model_alias
  for each row execute function remember_lost_alias();
comment on trigger alias_goes_with_its_version on model_alias is 'The history says why an alias is gone.';

-- The views of what one reader may read, and two more: an alias is read by who may read the version that it stands for, and a change
-- by who may read, or could read, the versions that it names.
alter function make_readable() rename to make_readable_but_aliases;
comment on function make_readable_but_aliases() is 'Makes the views of what one reader may read, apart from those of aliases: make_readable() calls it.';

create function alias_rule(version text) returns text language sql immutable
as $rule$
  select format('(%1$s is null'
                ' or exists (select 1 from model m join readable.model_version v on v.model_id = m.id'
                ' where m.name = c.model and v.version = %1$s)'
                ' or exists (select 1 from readable.tombstone t where t.kind = ''MODEL'' and t.name = c.model and t.version = %1$s))',
                version)
$rule$;
comment on function alias_rule(text) is 'Whether a version that a change of an alias names may be read, or could be before it was deleted.';

create function make_readable() returns void language plpgsql as $make$
begin
  perform make_readable_but_aliases();
  create view readable.model_alias as
  select a.*
    from model_alias a
   where (select true from readable.model_version v where v.model_id = a.model_id and v.version = a.version);
  execute 'create view readable.model_alias_change as select c.* from model_alias_change c where '
    || alias_rule('c.from_version') || ' and ' || alias_rule('c.to_version');
end $make$;
comment on function make_readable() is 'Makes the views of what one reader may read, for the columns that the tables have now.';

create or replace function readable_is_whole() returns boolean language sql stable as $whole$
  select count(*) = 13
    from pg_views
   where schemaname = 'readable'
     and viewname in ('dataset', 'benchmark', 'model_version', 'job', 'sweep', 'feature', 'feature_population', 'dataset_figure',
                      'submission', 'tombstone', 'suite', 'model_alias', 'model_alias_change')
$whole$;

select make_readable();
