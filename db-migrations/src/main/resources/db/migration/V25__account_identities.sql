-- Who may sign in on the pages by a provider of identities.

create table account_identity (
  id               uuid primary key,
  account_id       uuid not null references account,
  issuer           text not null,
  subject          text not null,
  linked_at        timestamptz not null,
  last_sign_in_at  timestamptz,
  removed_at       timestamptz,
  unique (issuer, subject)
);
comment on table account_identity is 'Identities at a provider that speaks OpenID Connect, and the account that each signs in to.';
comment on column account_identity.id is 'Identity of the link; sessions name it, so a link that was taken away and made again is another one.';
comment on column account_identity.account_id is 'The account that it signs in to, or did.';
comment on column account_identity.issuer is 'The provider, as its tokens name it.';
comment on column account_identity.subject is 'What the provider calls the person; never reused by it.';
comment on column account_identity.linked_at is 'When the link was made.';
comment on column account_identity.last_sign_in_at is 'When it was last signed in with; null: never.';
comment on column account_identity.removed_at is 'When the link was taken away; null: it holds. The row stays, so that a removed identity makes no new account.';
create unique index account_identity_of_account on account_identity (account_id) where removed_at is null;
comment on index account_identity_of_account is 'An account has one identity at most.';
