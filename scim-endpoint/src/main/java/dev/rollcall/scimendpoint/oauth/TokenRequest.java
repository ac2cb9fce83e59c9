package dev.rollcall.scimendpoint.oauth;

import dev.rollcall.contract.provisioning.OauthCredentials;

/** A request for an access token, complete and of the right form. */
record TokenRequest(OauthCredentials client) {}
