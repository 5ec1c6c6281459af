-- Who changed what, and who was not let.

create table audit_entry (
  id         bigint generated always as identity primary key,
  at         timestamptz not null,
  account    text,
  operation  text not null,
  object     text not null,
  outcome    text not null check (outcome in ('DONE', 'DENIED', 'FAILED')),
  status     integer not null,
  request_id text not null,
  address    text not null
);
comment on table audit_entry is 'Changes, and attempts that were denied; entries are added and never changed.';
comment on column audit_entry.id is 'Counts up.';
comment on column audit_entry.at is 'When it was answered.';
comment on column audit_entry.account is 'Name of the account that asked; null: nobody known. No foreign key: an entry stands by itself.';
comment on column audit_entry.operation is 'The operation as the API''s description names it; of a page, its method and path.';
comment on column audit_entry.object is 'Path of what was made or changed, without the beginning that all paths of the API share.';
comment on column audit_entry.outcome is 'DONE; DENIED: nobody known or not allowed; FAILED: the service failed, and may have changed something.';
comment on column audit_entry.status is 'Status of the answer.';
comment on column audit_entry.request_id is 'By which the service''s log can be searched.';
comment on column audit_entry.address is 'Network address of whoever asked, or of the proxy before the service.';
create index audit_entry_at on audit_entry (at);
comment on index audit_entry_at is 'What is older than it is kept.';
create index audit_entry_account on audit_entry (account, id);
comment on index audit_entry_account is 'What an account did.';
create index audit_entry_request on audit_entry (request_id);
comment on index audit_entry_request is 'What a request did.';

create function refuse_change_of_audit() returns trigger language plpgsql as $$
begin
  if tg_op = 'DELETE' and old.at < now() - interval '1 day' then
    return old;
  end if;
  raise exception 'audit_entry is append-only; entries can be removed a day after they were made';
end $$;
create trigger audit_entry_append_only before update or delete on audit_entry
  for each row execute function refuse_change_of_audit();
create trigger audit_entry_not_emptied before truncate on audit_entry
  for each statement execute function refuse_change_of_audit();
