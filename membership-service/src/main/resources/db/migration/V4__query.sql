-- Entra matches people by e-mail (emails[type eq "work"].value eq "…"): without an index that reads every user of the connection, half a
-- second of CPU at 60,000. The e-mails are in JSON, several per user, and an inverted index on all of them would add a quarter to the CPU of
-- every insert. But mostly the one e-mail is the userName, which has its index: so only the others are indexed, and a look-up asks for both.
-- As a column of its own, because an index on an expression over resource would make every update of it touch all indexes.
-- Case is folded as Java folds it (TextOperand); the collation came with PostgreSQL 18.
alter table scim_user add column email_keys jsonb generated always as (
    case
        when resource -> 'emails' is null then null
        when resource #> '{emails,1}' is null
            and lower((resource #>> '{emails,0,value}') collate pg_unicode_fast) = user_name_key then null
        else lower((jsonb_path_query_array(resource, '$."emails"[*]."value"')::text) collate pg_unicode_fast)::jsonb
    end) stored;
create index scim_user_email_keys on scim_user using gin (email_keys jsonb_path_ops) where email_keys is not null;
