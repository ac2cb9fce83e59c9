-- An owner holds an identity provider back for a while; it is told to come again, and nothing is lost.
alter table connection add column scim_paused boolean not null default false;
