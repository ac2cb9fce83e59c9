-- Who has an address of a domain is asked for its owners' lists and numbers: without this, each of them read all accounts of the installation.
create index account_email_domain on account (split_part(email_key, '@', -1), id);
