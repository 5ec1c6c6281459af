/** The domain that the API and the workers share: what the platform keeps, and the rules for changing it. */
package org.tonotopy.registry;
