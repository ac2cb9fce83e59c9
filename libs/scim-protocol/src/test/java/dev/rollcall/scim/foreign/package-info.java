/** Our reading of the standards against SCIM-SDK's, which others wrote and which knows nothing of ours. */
package dev.rollcall.scim.foreign;
