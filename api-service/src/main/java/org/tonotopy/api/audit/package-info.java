/** Keeps who changed what and who was not let, and shows it to admins. */
package org.tonotopy.api.audit;
