/** Jobs: asking for them, watching them and cancelling them. */
package org.tonotopy.api.job;
