/** What identity providers see: every test speaks SCIM over HTTP with a connection's token and looks only at what comes back. */
package dev.rollcall.systemtests.provisioning;
