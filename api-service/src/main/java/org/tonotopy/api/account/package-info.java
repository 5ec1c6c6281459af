/** Who is asking, and what they may do. */
package org.tonotopy.api.account;
