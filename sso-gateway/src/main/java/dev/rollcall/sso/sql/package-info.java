/** How statements are sent. Owns no table. Invariant: what a commit that does not wait leaves behind may be lost by a crash, and is harmless then. */
@NullMarked
package dev.rollcall.sso.sql;

import org.jspecify.annotations.NullMarked;
