-- When an address was last mailed an invitation of the organization, whatever became of it: owners cannot mail somebody at will.
create index invitation_mailed on invitation (organization_id, email_key, mailed_at);
