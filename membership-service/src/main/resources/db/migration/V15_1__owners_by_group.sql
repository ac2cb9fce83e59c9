-- Whether a group that is mapped to the team owners makes owners of the people in it.
alter table connection
    add column owners_by_group boolean not null default false;
