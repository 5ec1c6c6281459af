/** The logs of attempts: last lines while they run, whole afterwards. */
package org.tonotopy.registry.joblog;
