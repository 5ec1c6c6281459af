/** From jobs that wait to workers that are free: in which order, how many at a time, and what becomes of those whose worker is gone. */
package org.tonotopy.registry.dispatch;
