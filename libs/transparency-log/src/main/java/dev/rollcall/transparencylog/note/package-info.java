/** C2SP signed-note and tlog-cosignature: texts that keys have signed. */
@NullMarked
package dev.rollcall.transparencylog.note;

import org.jspecify.annotations.NullMarked;
