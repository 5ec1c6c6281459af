/** Writing recordings in other forms than those in which they were uploaded. */
package org.tonotopy.worker.export;
