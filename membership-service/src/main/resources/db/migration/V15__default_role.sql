-- The first role of whoever comes without one. Never owner: that is a person's, not a connection's to give to all.
alter table connection
    add column default_role text not null default 'member' check (default_role in ('member', 'editor'));
