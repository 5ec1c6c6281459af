/** A Java client: what is generated from the OpenAPI document, and what a program needs around it to be reliable. */
@NullMarked
package org.tonotopy.client;

import org.jspecify.annotations.NullMarked;
