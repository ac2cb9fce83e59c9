-- What the admin API's lists are read by.
create index domain_organization on domain (organization_id, name);
create index connection_organization_organization on connection_organization (organization_id, connection_id);
create index conflict_member on conflict (organization_id, member_id) where state = 'OPEN';

-- A connection's name is its owner's: another organization's choice must neither block it nor be learnt from the refusal.
alter table connection drop constraint connection_name_key_key;
create unique index connection_name on connection (organization_id, name_key);
