-- Whether a test sign-in has come through over the identity provider that is set up. What nobody can know of connections that let people in already
-- is not held against them.
alter table connection add column tested boolean not null default false;
update connection set tested = true where state in ('TESTED', 'ACTIVE', 'DISABLED');
