/** What one service may say to another. Only records, enums and JAX-RS interfaces; no logic, no framework. */
package dev.rollcall.contract;
