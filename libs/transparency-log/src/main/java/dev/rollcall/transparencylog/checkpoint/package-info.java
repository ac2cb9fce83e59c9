/** C2SP tlog-checkpoint, tlog-proof and the request of tlog-witness. */
@NullMarked
package dev.rollcall.transparencylog.checkpoint;

import org.jspecify.annotations.NullMarked;
