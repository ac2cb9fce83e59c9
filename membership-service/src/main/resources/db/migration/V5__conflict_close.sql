-- An owner closes a conflict: resolved, and it opens anew when it is met again; ignored, and it only counts on.
alter table conflict add column closed_by text, add column closed_at timestamptz;
drop index conflict_open;
create unique index conflict_alive on conflict (organization_id, type, subject) where state in ('OPEN', 'IGNORED');
