-- What the usernames begin and end with that are made for an organization's people.
alter table organization
    add column user_name_prefix text not null default '' check (user_name_prefix ~ '^[a-z0-9.-]{0,10}$'),
    add column user_name_suffix text not null default '' check (user_name_suffix ~ '^[a-z0-9.-]{0,10}$');
