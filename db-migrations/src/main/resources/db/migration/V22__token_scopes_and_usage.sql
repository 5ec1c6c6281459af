-- What a token may do of what its account may, and what an account takes up.

alter table api_token add column scope text not null default 'ADMIN' check (scope in ('READ', 'WRITE', 'ADMIN'));
alter table api_token alter column scope drop default;
alter table api_token add column last_used_at timestamptz;
comment on column api_token.scope is 'READ, WRITE or ADMIN: at most what viewers, members or admins may, and never more than its account may. Tokens made before there were scopes may all that.';
comment on column api_token.last_used_at is 'When it was last used, to within a minute; null: never.';

create table uploaded_content (
  account_id  uuid not null references account,
  object_key  text not null,
  uploaded_at timestamptz not null,
  primary key (account_id, object_key)
);
comment on table uploaded_content is 'Who sent which content; it counts for them as long as it is stored.';
comment on column uploaded_content.account_id is 'Who sent it.';
comment on column uploaded_content.object_key is 'Its place in the object store. No foreign key: that would keep it there.';
comment on column uploaded_content.uploaded_at is 'When it was last sent.';

insert into uploaded_content (account_id, object_key, uploaded_at)
select owner_id, recording_key, max(created_at) from dataset group by owner_id, recording_key;

create index job_open_of_owner on job (owner_id) where finished_at is null;
comment on index job_open_of_owner is 'How many jobs of an account have not ended.';
