-- What reads need of a user without making it anew for each: the resource as JSON text, and the platform username of its account, which
-- never changes. Null in rows that were written before: there both are looked up as ever, until the next write.
alter table scim_user add column resource_text text;
alter table scim_user add column account_name text;

-- A write of the resource that does not know of its text, from whatever hand, must not leave the old one.
create function scim_user_forget_text() returns trigger language plpgsql as $$
begin
  new.resource_text := null;
  return new;
end $$;
create trigger scim_user_text before update of resource on scim_user
  for each row when (new.resource_text is not distinct from old.resource_text) execute function scim_user_forget_text();
