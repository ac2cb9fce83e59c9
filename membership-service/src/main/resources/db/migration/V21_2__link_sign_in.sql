-- Since when somebody has proved that the address is theirs, by a link that was mailed there; null: an owner or an IdP says so.
alter table account add column email_verified_at timestamptz;

-- Somebody signs in by their address alone: what waits for it, in whatever organization.
create index invitation_address on invitation (email_key) where state = 'PENDING';
