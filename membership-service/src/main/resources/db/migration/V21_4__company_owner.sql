-- People who count as owners of each of a company's organizations; ten of a company at most.
create table company_owner (
    company_id  uuid not null references company,
    account_id  uuid not null,
    added_by    uuid not null,
    added_at    timestamptz not null,
    primary key (company_id, account_id)
);
create index company_owner_account on company_owner (account_id);
