/** C2SP tlog-tiles: the tree as rows of 256 hashes, the entries as bundles of 256. */
@NullMarked
package dev.rollcall.transparencylog.tile;

import org.jspecify.annotations.NullMarked;
