/** The rules that keep the tree as it was meant, tried on the compiled classes of every module. */
package dev.rollcall.systemtests.architecture;
